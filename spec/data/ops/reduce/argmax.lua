-- Recorded by spec/record/ops.py (ops/reduce.py) with PyTorch 2.15.0.
return {
  {op = "argmax", lua = "a:argmax()", inputs = {"f3x4"}, results = {
    {shape = {}, dtype = "int64",
      {10}},
  }},
  {op = "argmax", lua = "a:argmax(1)", inputs = {"f3x4"}, results = {
    {shape = {4}, dtype = "int64",
      {3, 2, 2, 3}},
  }},
  {op = "argmax", lua = "a:argmax()", inputs = {"=1,nan,9,nan"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "argmax", lua = "a:argmax(2, true)", inputs = {"f2x3"}, results = {
    {shape = {2, 1}, dtype = "int64",
      {3, 2}},
  }},
  {op = "argmax", lua = "a:argmax{keepdim = true}", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "int64",
      {6}},
  }},
  {op = "argmax", lua = "a:argmax()", inputs = {"i2x5:0:2"}, results = {
    {shape = {}, dtype = "int64",
      {3}},
  }},
  {op = "argmax", lua = "a:argmax(-1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "int64",
      {1}},
  }},
  {op = "argmax", lua = "a:argmax(2)", inputs = {"f0x2"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
}
