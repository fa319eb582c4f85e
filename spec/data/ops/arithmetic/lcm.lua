-- Recorded by spec/record/ops.py (ops/arithmetic.py) with PyTorch 2.15.0.
return {
  {op = "lcm", lua = "a:lcm(b)", inputs = {"i2x3:-60:60", "i2x3:-60:60"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {54, 1026, 1265, 54, 1860, 1674}},
  }},
  {op = "lcm", lua = "a:lcm(b)", inputs = {"i2x1x3:0:9", "i4x1:0:9"}, results = {
    {shape = {2, 4, 3}, dtype = "int64",
      {0, 8, 72, 0, 8, 9, 0, 8, 18, 0, 8, 36, 56, 24, 40, 7, 6, 5, 14, 6, 10, 28,
      12, 20}},
  }},
  {op = "lcm", lua = "a:lcm(b)", inputs = {"i8-6:-128:127", "i8-6:-9:9"}, results = {
    {shape = {6}, dtype = "int8",
      {62, 33, 55, 66, 40, 62}},
  }},
  {op = "lcm", lua = "a:lcm(b)", inputs = {"u8-6:0:255", "i32-6:0:20"}, results = {
    {shape = {6}, dtype = "int32",
      {1053, 1298, 525, 684, 147, 87}},
  }},
  {op = "lcm", lua = "a:lcm(b)", inputs = {"b4", "i4:-5:5"}, results = {
    {shape = {4}, dtype = "int64",
      {0, 0, 0, 0}},
  }},
}
