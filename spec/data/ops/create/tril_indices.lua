-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "tril_indices", lua = "tensor.tril_indices(3, 3)", inputs = {}, results = {
    {shape = {2, 6}, dtype = "int64",
      {1, 2, 2, 3, 3, 3, 1, 1, 2, 1, 2, 3}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(3, 4, 1)", inputs = {}, results = {
    {shape = {2, 9}, dtype = "int64",
      {1, 1, 2, 2, 2, 3, 3, 3, 3, 1, 2, 1, 2, 3, 1, 2, 3, 4}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(4, 2, -1)", inputs = {}, results = {
    {shape = {2, 5}, dtype = "int64",
      {2, 3, 3, 4, 4, 1, 1, 2, 1, 2}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(0, 3)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(3, 0)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(2, 3, 9)", inputs = {}, results = {
    {shape = {2, 6}, dtype = "int64",
      {1, 1, 1, 2, 2, 2, 1, 2, 3, 1, 2, 3}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(2, 3, -9)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(2, 2, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {2, 3}, dtype = "int32",
      {1, 2, 2, 1, 1, 2}},
  }},
}
