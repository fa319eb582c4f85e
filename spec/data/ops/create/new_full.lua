-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "new_full", lua = "a:new_full({2, 2}, 5)", inputs = {"i2x3:0:3"}, results = {
    {shape = {2, 2}, dtype = "int64",
      {5, 5, 5, 5}},
  }},
}
