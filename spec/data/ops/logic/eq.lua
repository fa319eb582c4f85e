-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "eq", lua = "a:eq(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {0, 0, 0, 0, 1, 0}},
  }},
  {op = "eq", lua = "a:eq(0)", inputs = {"=0,-0.0,1,nan,-inf"}, results = {
    {shape = {5}, dtype = "bool",
      {1, 1, 0, 0, 0}},
  }},
  {op = "eq", lua = "a:eq(b)", inputs = {"b4", "b4"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 1, 1, 0}},
  }},
  {op = "eq", lua = "a:clone():eq_(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {0, 0, 0, 0, 0, 0}},
  }},
}
