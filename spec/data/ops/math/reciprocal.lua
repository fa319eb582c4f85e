-- Recorded by spec/record/ops.py (ops/math.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "reciprocal", lua = "a:reciprocal()", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.62150082905224291, -0.63189935419564924, -2.2728538288091791,
      -1.0103000257976371, -0.52312215688311636, 4.5368203240011118}},
  }, grads = {
    {-0.26430373367912946, 0.36857754028626372, 4.2215996334875401,
      -0.99231351329934037, -0.030123553374976547, 2.2005936287199352},
  }},
  {op = "reciprocal", lua = "a:reciprocal()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {inf, -inf, 1, -1, 0, -0, nan, 2, -0.40000000000000002,
      9.999999999999999e+299, 1e-300}},
  }},
}
