-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "bitwise_right_shift", lua = "a >> b", inputs = {"i6:-99:99", "i6:0:4"}, results = {
    {shape = {6}, dtype = "int64",
      {-34, -69, -5, -6, 19, -18}},
  }},
}
