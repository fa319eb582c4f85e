-- Recorded by spec/record/ops.py (ops/reduce.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "aminmax", lua = "a:aminmax()", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {-1.9827835559844971}},
    {shape = {}, dtype = "float64",
      {1.771564245223999}},
  }, grads = {
    {0, 0, 0, 0, 0.55076742172241211, 0.18603861331939697},
  }},
  {op = "aminmax", lua = "a:aminmax({keepdim = true})", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {-1.4562783241271973}},
    {shape = {1, 1}, dtype = "float64",
      {1.682769775390625}},
  }, grads = {
    {0, 0, 0, 0.83060109615325928, 0, 0.77178680896759033},
  }},
  {op = "aminmax", lua = "a:aminmax(2)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {-1.8794114589691162, -1.8585264682769775}},
    {shape = {2}, dtype = "float64",
      {1.6909453868865967, 1.2087676525115967}},
  }, grads = {
    {0, 0.13431763648986816, -0.22163295745849609, -0.32214164733886719,
      0.8743973970413208, 0},
  }},
  {op = "aminmax", lua = "a:aminmax(-2, true)", inputs = {"f2x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {0.12663865089416504, -1.7220306396484375, -1.813199520111084}},
    {shape = {1, 3}, dtype = "float64",
      {1.3975107669830322, 0.93658590316772461, -0.042508840560913086}},
  }, grads = {
    {0.0086003541946411133, 0.11001980304718018, -0.79426920413970947,
      -0.32761478424072266, -0.52272689342498779, 0.61387443542480469},
  }},
  {op = "aminmax", lua = "a:aminmax()", inputs = {"=1,3,3,1,2"}, results = {
    {shape = {}, dtype = "float64",
      {1}},
    {shape = {}, dtype = "float64",
      {3}},
  }, grads = {
    {-0.15675002336502075, -0.068282365798950195, -0.068282365798950195,
      -0.15675002336502075, -0},
  }},
  {op = "aminmax", lua = "a:aminmax()", inputs = {"=1,nan,2"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "float64",
      {nan}},
  }, grads = {
    {nan, nan, nan},
  }},
  {op = "aminmax", lua = "a:aminmax()", inputs = {"i5:-9:9"}, results = {
    {shape = {}, dtype = "int64",
      {-7}},
    {shape = {}, dtype = "int64",
      {3}},
  }},
  {op = "aminmax", lua = "a:aminmax(1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-1.3974792957305908}},
    {shape = {}, dtype = "float64",
      {-1.3974792957305908}},
  }, grads = {
    {0.4117436408996582},
  }},
  {op = "aminmax", lua = "a:aminmax(2)", inputs = {"f0x2"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
    {shape = {0}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
}
