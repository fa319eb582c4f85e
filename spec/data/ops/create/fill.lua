-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "fill", lua = "(a * 1):fill_(3)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {3, 3, 3, 3, 3, 3}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "fill", lua = "(a * 1):fill_(b)", inputs = {"f2x3", "f:"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.3439855575561523, 1.3439855575561523, 1.3439855575561523,
      1.3439855575561523, 1.3439855575561523, 1.3439855575561523}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
    {-2.7444362640380859},
  }},
}
