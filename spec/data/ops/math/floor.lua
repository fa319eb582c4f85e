-- Recorded by spec/record/ops.py (ops/math.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "floor", lua = "a:floor()", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-1, 0, 1, 0, -1, -1}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "floor", lua = "a:floor()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, -0, 1, -1, inf, -inf, nan, 0, -3, 0, 1.0000000000000001e+300}},
  }},
  {op = "floor", lua = "a:floor()", inputs = {"i2x3:-4:4"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {2, 0, -1, 0, 2, -2}},
  }},
}
