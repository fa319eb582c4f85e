-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "bitwise_not", lua = "~a", inputs = {"i4:-5:5"}, results = {
    {shape = {4}, dtype = "int64",
      {-5, 3, -1, 2}},
  }},
  {op = "bitwise_not", lua = "~a", inputs = {"b4"}, results = {
    {shape = {4}, dtype = "bool",
      {1, 0, 0, 0}},
  }},
}
