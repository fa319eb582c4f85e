-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "arange_to", lua = "tensor.arange(3, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {3}, dtype = "int32",
      {0, 1, 2}},
  }},
  {op = "arange_to", lua = "tensor.arange(3.5)", inputs = {}, results = {
    {shape = {4}, dtype = "float32",
      {0, 1, 2, 3}},
  }},
}
