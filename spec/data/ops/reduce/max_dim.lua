-- Recorded by spec/record/ops.py (ops/reduce.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "max_dim", lua = "a:max(2)", inputs = {"f3x4"}, results = {
    {shape = {3}, dtype = "float64",
      {1.6334819793701172, 1.8369255065917969, 0.79468560218811035}},
    {shape = {3}, dtype = "int64",
      {2, 1, 1}},
  }, grads = {
    {0, 0.29356575012207031, 0, 0, 0.03646242618560791, 0, 0, 0,
      -0.78777623176574707, 0, 0, 0},
  }},
  {op = "max_dim", lua = "a:max(1, true)", inputs = {"f3x4"}, results = {
    {shape = {1, 4}, dtype = "float64",
      {1.6298089027404785, 1.3766310214996338, 1.912362813949585,
      0.84783697128295898}},
    {shape = {1, 4}, dtype = "int64",
      {1, 2, 2, 2}},
  }, grads = {
    {-0.32371759414672852, 0, 0, 0, 0, 0.52512478828430176, -0.050126314163208008,
      0.070592164993286133, 0, 0, 0, 0},
  }},
  {op = "max_dim", lua = "a:max{dim = -1, keepdim = true}", inputs = {"f2x3"}, results = {
    {shape = {2, 1}, dtype = "float64",
      {1.9349129199981689, 1.9828000068664551}},
    {shape = {2, 1}, dtype = "int64",
      {2, 1}},
  }, grads = {
    {0, -0.40546762943267822, 0, -0.44383335113525391, 0, 0},
  }},
  {op = "max_dim", lua = "a:max(1)", inputs = {"b3x2"}, results = {
    {shape = {2}, dtype = "bool",
      {1, 1}},
    {shape = {2}, dtype = "int64",
      {2, 1}},
  }},
  {op = "max_dim", lua = "a:max(1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.89857673645019531}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.25681436061859131},
  }},
  {op = "max_dim", lua = "a:max(1)", inputs = {"=1,nan,3,nan"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "int64",
      {2}},
  }, grads = {
    {0, 0.8138735294342041, 0, 0},
  }},
  {op = "max_dim", lua = "a:max(2)", inputs = {"f0x2"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }, grads = {
    {},
  }},
}
