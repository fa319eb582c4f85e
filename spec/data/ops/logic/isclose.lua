-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "isclose", lua = "a:isclose(b)", inputs = {"=1,2,nan,inf,0", "=1,2.1,nan,inf,1e-9"}, results = {
    {shape = {5}, dtype = "bool",
      {1, 0, 0, 1, 1}},
  }},
  {op = "isclose", lua = "a:isclose(b, {equal_nan = true})", inputs = {"=1,nan", "=1,nan"}, results = {
    {shape = {2}, dtype = "bool",
      {1, 1}},
  }},
}
