-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "ones", lua = "tensor.ones()", inputs = {}, results = {
    {shape = {}, dtype = "float32",
      {1}},
  }},
}
