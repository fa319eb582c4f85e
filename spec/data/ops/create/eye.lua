-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "eye", lua = "tensor.eye(3)", inputs = {}, results = {
    {shape = {3, 3}, dtype = "float32",
      {1, 0, 0, 0, 1, 0, 0, 0, 1}},
  }},
  {op = "eye", lua = "tensor.eye(2, 4, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {2, 4}, dtype = "int64",
      {1, 0, 0, 0, 0, 1, 0, 0}},
  }},
  {op = "eye", lua = "tensor.eye(0)", inputs = {}, results = {
    {shape = {0, 0}, dtype = "float32",
      {}},
  }},
  {op = "eye", lua = "tensor.eye(3, 2)", inputs = {}, results = {
    {shape = {3, 2}, dtype = "float32",
      {1, 0, 0, 1, 0, 0}},
  }},
}
