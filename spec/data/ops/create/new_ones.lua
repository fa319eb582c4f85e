-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "new_ones", lua = "a:new_ones({2, 2})", inputs = {"i2x3:0:3"}, results = {
    {shape = {2, 2}, dtype = "int64",
      {1, 1, 1, 1}},
  }},
}
