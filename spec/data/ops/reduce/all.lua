-- Recorded by spec/record/ops.py (ops/reduce.py) with PyTorch 2.15.0.
return {
  {op = "all", lua = "a:all({1, 3})", inputs = {"b2x3x2"}, results = {
    {shape = {3}, dtype = "bool",
      {0, 0, 0}},
  }},
  {op = "all", lua = "a:all(1, true)", inputs = {"f2x3"}, results = {
    {shape = {1, 3}, dtype = "bool",
      {1, 1, 1}},
  }},
  {op = "all", lua = "a:all()", inputs = {"u8-3:0:1"}, results = {
    {shape = {}, dtype = "uint8",
      {0}},
  }},
  {op = "all", lua = "a:all(2)", inputs = {"u8-2x3:0:1"}, results = {
    {shape = {2}, dtype = "uint8",
      {1, 0}},
  }},
  {op = "all", lua = "a:all(1)", inputs = {"b0x2"}, results = {
    {shape = {2}, dtype = "bool",
      {1, 1}},
  }},
  {op = "all", lua = "a:all()", inputs = {"=nan,0"}, results = {
    {shape = {}, dtype = "bool",
      {0}},
  }},
  {op = "all", lua = "a:all()", inputs = {"b:"}, results = {
    {shape = {}, dtype = "bool",
      {0}},
  }},
  {op = "all", lua = "a:all()", inputs = {"b2x3"}, results = {
    {shape = {}, dtype = "bool",
      {0}},
  }},
  {op = "all", lua = "a:all(2)", inputs = {"b2x3"}, results = {
    {shape = {2}, dtype = "bool",
      {0, 1}},
  }},
  {op = "all", lua = "a:all()", inputs = {"i0:0:1"}, results = {
    {shape = {}, dtype = "bool",
      {1}},
  }},
}
