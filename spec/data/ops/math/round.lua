-- Recorded by spec/record/ops.py (ops/math.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "round", lua = "a:round()", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-1, -0, -1, -1, 0, 2}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "round", lua = "a:round()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, -0, 1, -1, inf, -inf, nan, 0, -2, 0, 1.0000000000000001e+300}},
  }},
  {op = "round", lua = "a:round()", inputs = {"i2x3:-4:4"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {-2, -3, -4, -2, -2, 3}},
  }},
  {op = "round", lua = "a:round()", inputs = {"=0.5,1.5,2.5,-0.5,-1.5"}, results = {
    {shape = {5}, dtype = "float64",
      {0, 2, 2, -0, -2}},
  }, grads = {
    {0, 0, 0, 0, 0},
  }},
  {op = "round", lua = "(a * 20):round(2)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {13.85, -14.84, -22.73, 16.859999999999999, -36.399999999999999, 13.68}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "round", lua = "a:round(2)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, -0, 1, -1, inf, -inf, nan, 0.5, -2.5, 0, 1.0000000000000001e+300}},
  }},
  {op = "round", lua = "(a * 20):round{decimals = 1}", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-30, -27.800000000000001, 29.5, -27.800000000000001, -20.699999999999999,
      11.199999999999999}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "round", lua = "a:round{decimals = 1}", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, -0, 1, -1, inf, -inf, nan, 0.5, -2.5, 0, 1.0000000000000001e+300}},
  }},
  {op = "round", lua = "(a * 20):round(-1)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0, -10, -30, 10, -30, 30}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "round", lua = "a:round(-1)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, -0, 0, -0, inf, -inf, nan, 0, -0, 0, 1.0000000000000001e+300}},
  }},
  {op = "round", lua = "(a * 20):round(0)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-19, -9, 39, 16, 39, 36}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "round", lua = "a:round(0)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, -0, 1, -1, inf, -inf, nan, 0, -2, 0, 1.0000000000000001e+300}},
  }},
  {op = "round", lua = "a:round(1)", inputs = {"=0.25,0.35,-0.25,2.675,15.05"}, results = {
    {shape = {5}, dtype = "float64",
      {0.20000000000000001, 0.40000000000000002, -0.20000000000000001,
      2.7000000000000002, 15}},
  }, grads = {
    {0, 0, 0, 0, 0},
  }},
}
