-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "logical_and", lua = "a:logical_and(b)", inputs = {"~0,0,0,1,1,0", "~1,1,0,0,1,0"}, results = {
    {shape = {3}, dtype = "bool",
      {0, 0, 1}},
  }},
}
