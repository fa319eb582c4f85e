-- Recorded by spec/record/ops.py (ops/index.py) with PyTorch 2.15.0.
return {
  {op = "nonzero", lua = "a:nonzero()", inputs = {"i2x3:0:1"}, results = {
    {shape = {5, 2}, dtype = "int64",
      {1, 1, 1, 2, 1, 3, 2, 1, 2, 3}},
  }},
  {op = "nonzero", lua = "a:nonzero()", inputs = {"f:"}, results = {
    {shape = {1, 0}, dtype = "int64",
      {}},
  }},
  {op = "nonzero", lua = "a:nonzero()", inputs = {"i0x3:0:1"}, results = {
    {shape = {0, 2}, dtype = "int64",
      {}},
  }},
  {op = "nonzero", lua = "a:argwhere()", inputs = {"i2x3x2:0:1"}, results = {
    {shape = {7, 3}, dtype = "int64",
      {1, 1, 1, 1, 1, 2, 1, 2, 1, 1, 2, 2, 1, 3, 2, 2, 2, 1, 2, 3, 1}},
  }},
  {op = "nonzero", lua = "a:nonzero()", inputs = {"=0,-0.0,1,nan,inf"}, results = {
    {shape = {3, 1}, dtype = "int64",
      {3, 4, 5}},
  }},
}
