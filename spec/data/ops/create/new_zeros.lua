-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "new_zeros", lua = "a:new_zeros({2, 2})", inputs = {"i2x3:0:3"}, results = {
    {shape = {2, 2}, dtype = "int64",
      {0, 0, 0, 0}},
  }},
}
