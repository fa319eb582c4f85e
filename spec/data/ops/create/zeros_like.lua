-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "zeros_like", lua = "a:zeros_like()", inputs = {"i2x3:0:3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {0, 0, 0, 0, 0, 0}},
  }},
}
