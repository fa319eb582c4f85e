-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "isclose", lua = "a:isclose(b)", inputs = {"~1,2,1,2,inf,0,nan,0", "~1,2.00000001,1,2.1,inf,0,nan,0"}, results = {
    {shape = {4}, dtype = "bool",
      {1, 0, 1, 0}},
  }},
  {op = "isclose", lua = "a:isclose(b, {equal_nan = true})", inputs = {"~1,nan,1,0", "~1,nan,1,0"}, results = {
    {shape = {2}, dtype = "bool",
      {1, 1}},
  }},
}
