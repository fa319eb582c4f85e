-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "nonzero", lua = "a:nonzero()", inputs = {"~1,0,0,0,0,2"}, results = {
    {shape = {2, 1}, dtype = "int64",
      {1, 3}},
  }},
}
