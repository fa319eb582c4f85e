-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "bitwise_left_shift", lua = "a << b", inputs = {"i6:-9:9", "i6:0:4"}, results = {
    {shape = {6}, dtype = "int64",
      {-32, -96, -4, 5, -14, 80}},
  }},
}
