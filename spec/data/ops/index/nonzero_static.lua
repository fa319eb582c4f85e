-- Recorded by spec/record/ops.py (ops/index.py) with PyTorch 2.15.0.
return {
  {op = "nonzero_static", lua = "a:nonzero_static(0)", inputs = {"i2x3:0:1"}, results = {
    {shape = {0, 2}, dtype = "int64",
      {}},
  }},
  {op = "nonzero_static", lua = "a:nonzero_static(1)", inputs = {"i2x3:0:1"}, results = {
    {shape = {1, 2}, dtype = "int64",
      {1, 1}},
  }},
  {op = "nonzero_static", lua = "a:nonzero_static(3)", inputs = {"i2x3:0:1"}, results = {
    {shape = {3, 2}, dtype = "int64",
      {1, 3, 2, 3, -1, -1}},
  }},
  {op = "nonzero_static", lua = "a:nonzero_static(9)", inputs = {"i2x3:0:1"}, results = {
    {shape = {9, 2}, dtype = "int64",
      {1, 2, 1, 3, 2, 1, 2, 2, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}},
  }},
  {op = "nonzero_static", lua = "a:nonzero_static{size = 6, fill_value = 7}", inputs = {"i5:0:1"}, results = {
    {shape = {6, 1}, dtype = "int64",
      {3, 4, 5, 7, 7, 7}},
  }},
  {op = "nonzero_static", lua = "a:nonzero_static(2)", inputs = {"f:"}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
}
