-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "empty_strided", lua = "tensor.empty_strided({2, 3}, {1, 2}):fill_(7)", inputs = {}, results = {
    {shape = {2, 3}, dtype = "float32",
      {7, 7, 7, 7, 7, 7}},
  }},
  {op = "empty_strided", lua = "tensor.empty_strided({2, 0}, {3, 1}, {dtype = \"int8\"})", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int8",
      {}},
  }},
}
