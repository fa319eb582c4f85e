-- Recorded by spec/record/ops.py (ops/math.py) with PyTorch 2.15.0.
return {
  {op = "round_scaled", lua = "tensor._ops.round_scaled(a, 10, 0)", inputs = {"f3"}, results = {
    {shape = {3}, dtype = "float64",
      {1.1000000000000001, -0.40000000000000002, -0.90000000000000002}},
  }, grads = {
    {0, 0, 0},
  }},
}
