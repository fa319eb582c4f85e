-- Recorded by spec/record/ops.py (ops/math.py) with PyTorch 2.15.0.
return {
  {op = "round_whole", lua = "tensor._ops.round_whole(a)", inputs = {"f3"}, results = {
    {shape = {3}, dtype = "float64",
      {-1, -1, 0}},
  }, grads = {
    {0, 0, 0},
  }},
}
