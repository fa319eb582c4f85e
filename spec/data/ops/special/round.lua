-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
return {
  {op = "round", lua = "tensor.special.round(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0, 0, 0, 2, -1, -0}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
}
