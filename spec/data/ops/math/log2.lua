-- Recorded by spec/record/ops.py (ops/math.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "log2", lua = "a:log2()", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.65264465284595263, -2.1162836745162887, -0.59077902024901985,
      -0.57754614942763682, -0.525959456860014, 0.93605933681258802}},
  }, grads = {
    {0.44304514971306047, -5.824540189461473, 1.6606188489412708,
      -0.23255424793492599, -0.089925883448098376, 0.31940847254150623},
  }},
  {op = "log2", lua = "a:log2()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {-inf, -inf, 0, nan, inf, nan, nan, -1, nan, -996.57842846620872,
      996.57842846620872}},
  }},
}
