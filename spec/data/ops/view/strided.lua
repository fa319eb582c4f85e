-- Recorded by spec/record/ops.py (ops/view.py) with PyTorch 2.15.0.
return {
  {op = "strided", lua = "tensor._ops.strided(a, {2}, {3}, 2)", inputs = {"f2x3x4"}, results = {
    {shape = {2}, dtype = "float64",
      {-1.424109935760498, 0.43088674545288086}},
  }, grads = {
    {0, 0, -0.14810895919799805, 0, 0, -0.47690749168395996, 0, 0, 0, 0, 0, 0, 0,
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
  }},
}
