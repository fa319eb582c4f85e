-- Recorded by spec/record/ops.py (ops/reduce.py) with PyTorch 2.15.0.
return {
  {op = "argmin", lua = "a:argmin()", inputs = {"f3x4"}, results = {
    {shape = {}, dtype = "int64",
      {9}},
  }},
  {op = "argmin", lua = "a:argmin(1)", inputs = {"f3x4"}, results = {
    {shape = {4}, dtype = "int64",
      {1, 1, 3, 3}},
  }},
  {op = "argmin", lua = "a:argmin()", inputs = {"=1,nan,9,nan"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "argmin", lua = "a:argmin(2, true)", inputs = {"f2x3"}, results = {
    {shape = {2, 1}, dtype = "int64",
      {2, 1}},
  }},
  {op = "argmin", lua = "a:argmin{keepdim = true}", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "int64",
      {1}},
  }},
  {op = "argmin", lua = "a:argmin()", inputs = {"i2x5:0:2"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "argmin", lua = "a:argmin(-1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "int64",
      {1}},
  }},
  {op = "argmin", lua = "a:argmin(2)", inputs = {"f0x2"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
}
