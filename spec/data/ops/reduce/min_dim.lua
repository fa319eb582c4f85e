-- Recorded by spec/record/ops.py (ops/reduce.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "min_dim", lua = "a:min(2)", inputs = {"f3x4"}, results = {
    {shape = {3}, dtype = "float64",
      {-1.311023473739624, -1.4153976440429688, -0.95228242874145508}},
    {shape = {3}, dtype = "int64",
      {1, 1, 1}},
  }, grads = {
    {-0.28266727924346924, 0, 0, 0, -0.20488655567169189, 0, 0, 0,
      -0.25295925140380859, 0, 0, 0},
  }},
  {op = "min_dim", lua = "a:min(1, true)", inputs = {"f3x4"}, results = {
    {shape = {1, 4}, dtype = "float64",
      {-1.7306745052337646, -1.7466633319854736, -1.3530406951904297,
      -1.3166871070861816}},
    {shape = {1, 4}, dtype = "int64",
      {3, 3, 2, 3}},
  }, grads = {
    {0, 0, 0, 0, 0, 0, -0.71376752853393555, 0, -0.68250524997711182,
      -0.55505406856536865, 0, 0.7076956033706665},
  }},
  {op = "min_dim", lua = "a:min{dim = -1, keepdim = true}", inputs = {"f2x3"}, results = {
    {shape = {2, 1}, dtype = "float64",
      {-1.8816938400268555, -0.69591522216796875}},
    {shape = {2, 1}, dtype = "int64",
      {2, 3}},
  }, grads = {
    {0, 0.41248250007629395, 0, 0, 0, 0.065246939659118652},
  }},
  {op = "min_dim", lua = "a:min(1)", inputs = {"b3x2"}, results = {
    {shape = {2}, dtype = "bool",
      {1, 0}},
    {shape = {2}, dtype = "int64",
      {1, 3}},
  }},
  {op = "min_dim", lua = "a:min(1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.6836087703704834}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.59621071815490723},
  }},
  {op = "min_dim", lua = "a:min(1)", inputs = {"=1,nan,3,nan"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "int64",
      {2}},
  }, grads = {
    {0, 0.69247329235076904, 0, 0},
  }},
  {op = "min_dim", lua = "a:min(2)", inputs = {"f0x2"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }, grads = {
    {},
  }},
}
