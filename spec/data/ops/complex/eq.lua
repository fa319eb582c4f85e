-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "eq", lua = "a:eq(b)", inputs = {"~1,2,1,-2,nan,0", "~1,2,1,2,nan,0"}, results = {
    {shape = {3}, dtype = "bool",
      {1, 0, 0}},
  }},
  {op = "eq", lua = "a:eq(b)", inputs = {"~1,2,1,0,3,0", "=1,1,2"}, results = {
    {shape = {3}, dtype = "bool",
      {0, 1, 0}},
  }},
}
