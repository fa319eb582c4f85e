-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "triu_indices", lua = "tensor.triu_indices(3, 3)", inputs = {}, results = {
    {shape = {2, 6}, dtype = "int64",
      {1, 1, 1, 2, 2, 3, 1, 2, 3, 2, 3, 3}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(3, 4, 1)", inputs = {}, results = {
    {shape = {2, 6}, dtype = "int64",
      {1, 1, 1, 2, 2, 3, 2, 3, 4, 3, 4, 4}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(4, 2, -1)", inputs = {}, results = {
    {shape = {2, 5}, dtype = "int64",
      {1, 1, 2, 2, 3, 1, 2, 1, 2, 2}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(0, 3)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(3, 0)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(2, 3, 9)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(2, 3, -9)", inputs = {}, results = {
    {shape = {2, 6}, dtype = "int64",
      {1, 1, 1, 2, 2, 2, 1, 2, 3, 1, 2, 3}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(2, 2, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {2, 3}, dtype = "int32",
      {1, 1, 2, 1, 2, 2}},
  }},
}
