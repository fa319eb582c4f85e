-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "logical_xor", lua = "a:logical_xor(b)", inputs = {"~0,0,0,1,1,0", "~1,1,0,0,1,0"}, results = {
    {shape = {3}, dtype = "bool",
      {1, 1, 0}},
  }},
}
