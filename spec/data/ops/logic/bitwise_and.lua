-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "bitwise_and", lua = "a & b", inputs = {"i2x3:-9:9", "i3:0:7"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {6, 1, 4, 6, 0, 0}},
  }},
  {op = "bitwise_and", lua = "a:bitwise_and(b)", inputs = {"b6", "b6"}, results = {
    {shape = {6}, dtype = "bool",
      {0, 0, 1, 0, 0, 0}},
  }},
  {op = "bitwise_and", lua = "a:bitwise_and(3)", inputs = {"u8-6:0:255"}, results = {
    {shape = {6}, dtype = "uint8",
      {1, 0, 1, 3, 1, 2}},
  }},
}
