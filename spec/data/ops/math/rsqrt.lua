-- Recorded by spec/record/ops.py (ops/math.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "rsqrt", lua = "a:rsqrt()", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.71115154237108846, 0.91211707885736848, 0.93319572505853876,
      1.3092578262231076, 1.5193581132411673, 0.73446399732508838}},
  }, grads = {
    {0.047906532941276288, 0.35675383600468352, -0.047456081731554252,
      0.61642195782705833, -1.1427707071737421, 0.028421767745879623},
  }},
  {op = "rsqrt", lua = "a:rsqrt()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {inf, -inf, 1, nan, 0, nan, nan, 1.4142135623730949, nan,
      9.9999999999999998e+149, 1e-150}},
  }},
}
