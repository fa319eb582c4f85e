-- Recorded by spec/record/ops.py (ops/math.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "square", lua = "a:square()", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.7031110489270418, 1.3549521393907185, 0.18902919248853323,
      1.3657894264184165, 0.44862794574237341, 1.4859961225334359}},
  }, grads = {
    {-1.7893779303341262, -0.28979213440959484, 0.76864876051570263,
      -2.3366764537990434, -1.1724287435442875, -0.41682475522355844},
  }},
  {op = "square", lua = "a:square()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, 0, 1, 1, inf, inf, nan, 0.25, 6.25, 0, inf}},
  }},
  {op = "square", lua = "a:square()", inputs = {"i2x3:-4:4"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {16, 1, 16, 4, 1, 1}},
  }},
  {op = "square", lua = "a:square()", inputs = {"b2x3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 0, 0, 0, 1, 1}},
  }},
  {op = "square", lua = "a:square()", inputs = {"b0"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
}
