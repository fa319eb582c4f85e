-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "bitwise_xor", lua = "a ~ b", inputs = {"i2x3:-9:9", "i3:0:7"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {3, 4, -3, -8, 14, 2}},
  }},
  {op = "bitwise_xor", lua = "a:bitwise_xor(b)", inputs = {"b6", "b6"}, results = {
    {shape = {6}, dtype = "bool",
      {0, 0, 0, 1, 0, 1}},
  }},
  {op = "bitwise_xor", lua = "a:bitwise_xor(3)", inputs = {"u8-6:0:255"}, results = {
    {shape = {6}, dtype = "uint8",
      {153, 35, 61, 196, 46, 176}},
  }},
}
