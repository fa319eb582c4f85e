-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "all", lua = "a:all(1)", inputs = {"~1,0,0,0,0,2"}, results = {
    {shape = {}, dtype = "bool",
      {0}},
  }},
}
