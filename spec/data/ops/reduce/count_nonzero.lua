-- Recorded by spec/record/ops.py (ops/reduce.py) with PyTorch 2.15.0.
return {
  {op = "count_nonzero", lua = "a:count_nonzero{dim = {1, 2}}", inputs = {"i2x3:0:1"}, results = {
    {shape = {}, dtype = "int64",
      {3}},
  }},
  {op = "count_nonzero", lua = "a:count_nonzero()", inputs = {"=nan,0,-0.0,1"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "count_nonzero", lua = "a:count_nonzero()", inputs = {"i2x3:0:1"}, results = {
    {shape = {}, dtype = "int64",
      {4}},
  }},
  {op = "count_nonzero", lua = "a:count_nonzero(1)", inputs = {"b2x3"}, results = {
    {shape = {3}, dtype = "int64",
      {0, 0, 1}},
  }},
}
