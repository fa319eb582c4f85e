-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "zeros", lua = "tensor.zeros(2, 0)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "float32",
      {}},
  }},
  {op = "zeros", lua = "tensor.zeros({2}, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {2}, dtype = "int32",
      {0, 0}},
  }},
}
