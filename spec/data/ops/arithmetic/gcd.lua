-- Recorded by spec/record/ops.py (ops/arithmetic.py) with PyTorch 2.15.0.
return {
  {op = "gcd", lua = "a:gcd(b)", inputs = {"i2x3:-60:60", "i2x3:-60:60"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 2, 4, 1, 2, 4}},
  }},
  {op = "gcd", lua = "a:gcd(b)", inputs = {"i2x1x3:0:9", "i4x1:0:9"}, results = {
    {shape = {2, 4, 3}, dtype = "int64",
      {7, 1, 1, 1, 1, 4, 1, 1, 2, 7, 1, 1, 1, 1, 7, 1, 4, 8, 1, 2, 6, 1, 1, 7}},
  }},
  {op = "gcd", lua = "a:gcd(b)", inputs = {"i8-6:-128:127", "i8-6:-9:9"}, results = {
    {shape = {6}, dtype = "int8",
      {3, 4, 1, 1, 1, 3}},
  }},
  {op = "gcd", lua = "a:gcd(b)", inputs = {"u8-6:0:255", "i32-6:0:20"}, results = {
    {shape = {6}, dtype = "int32",
      {1, 1, 1, 1, 2, 3}},
  }},
  {op = "gcd", lua = "a:gcd(b)", inputs = {"b4", "i4:-5:5"}, results = {
    {shape = {4}, dtype = "int64",
      {1, 5, 1, 4}},
  }},
}
