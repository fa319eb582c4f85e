-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "count_nonzero", lua = "a:count_nonzero(1)", inputs = {"~1,0,0,0,0,2"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
}
