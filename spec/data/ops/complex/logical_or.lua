-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "logical_or", lua = "a:logical_or(b)", inputs = {"~0,0,0,1,1,0", "~1,1,0,0,1,0"}, results = {
    {shape = {3}, dtype = "bool",
      {1, 1, 1}},
  }},
}
