-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "bitwise_or", lua = "a | b", inputs = {"i2x3:-9:9", "i3:0:7"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {-5, 3, 7, -1, 3, -2}},
  }},
  {op = "bitwise_or", lua = "a:bitwise_or(b)", inputs = {"b6", "b6"}, results = {
    {shape = {6}, dtype = "bool",
      {1, 1, 1, 1, 0, 1}},
  }},
  {op = "bitwise_or", lua = "a:bitwise_or(3)", inputs = {"u8-6:0:255"}, results = {
    {shape = {6}, dtype = "uint8",
      {159, 103, 123, 167, 251, 131}},
  }},
}
