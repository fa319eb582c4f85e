-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "full", lua = "tensor.full({2, 3}, 7)", inputs = {}, results = {
    {shape = {2, 3}, dtype = "int64",
      {7, 7, 7, 7, 7, 7}},
  }},
  {op = "full", lua = "tensor.full({2}, 1.5)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {1.5, 1.5}},
  }},
  {op = "full", lua = "tensor.full({2}, true)", inputs = {}, results = {
    {shape = {2}, dtype = "bool",
      {1, 1}},
  }},
}
