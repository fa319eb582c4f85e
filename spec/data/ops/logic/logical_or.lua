-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "logical_or", lua = "a:logical_or(b)", inputs = {"i2x3:0:1", "i3:0:1"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {1, 1, 1, 0, 1, 1}},
  }},
  {op = "logical_or", lua = "a:logical_or(b)", inputs = {"=0,1,nan,0", "b4"}, results = {
    {shape = {4}, dtype = "bool",
      {1, 1, 1, 0}},
  }},
  {op = "logical_or", lua = "a:clone():logical_or_(b)", inputs = {"i2x3:0:1", "b3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 1, 1, 1, 1, 1}},
  }},
}
