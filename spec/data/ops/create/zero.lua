-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "zero", lua = "(a * 1):zero_()", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0, 0, 0, 0, 0, 0}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
}
