-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "ones_like", lua = "a:ones_like()", inputs = {"i2x3:0:3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 1, 1, 1, 1, 1}},
  }},
}
