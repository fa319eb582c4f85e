-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "full_like", lua = "a:full_like(3)", inputs = {"i2x3:0:3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {3, 3, 3, 3, 3, 3}},
  }},
}
