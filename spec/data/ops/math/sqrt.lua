-- Recorded by spec/record/ops.py (ops/math.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "sqrt", lua = "a:sqrt()", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.3847295457796585, 0.83090576558882867, 1.2604823618180248,
      1.2921417357379572, 1.2302009799790266, 1.0340987536754942}},
  }, grads = {
    {-0.0087866658003564625, -0.35546345146574426, -0.14157324990588319,
      -0.16204526861374935, -0.059432692635530956, -0.073310112523420179},
  }},
  {op = "sqrt", lua = "a:sqrt()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, -0, 1, nan, inf, nan, nan, 0.70710678118654757, nan, 1e-150,
      9.9999999999999998e+149}},
  }},
  {op = "sqrt", lua = "a:sqrt()", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {2, 0, 1, 0}},
  }},
}
