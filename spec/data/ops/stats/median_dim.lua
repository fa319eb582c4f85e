-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "median_dim", lua = "a:median(2)", inputs = {"f2x5"}, results = {
    {shape = {2}, dtype = "float64",
      {0.54163289070129395, -0.032827138900756836}},
    {shape = {2}, dtype = "int64",
      {2, 5}},
  }, grads = {
    {0, -0.13930344581604004, 0, 0, 0, 0, 0, 0, 0, 0.504752516746521},
  }},
  {op = "median_dim", lua = "a:median(1, true)", inputs = {"f4x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {-1.3779616355895996, -0.40861296653747559, -1.1678516864776611}},
    {shape = {1, 3}, dtype = "int64",
      {3, 2, 2}},
  }, grads = {
    {0, 0, 0, 0, 0.86317956447601318, 0.47079992294311523, 0.91494464874267578, 0,
      0, 0, 0, 0},
  }},
  {op = "median_dim", lua = "a:median(-2)", inputs = {"f2x3x2"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {-0.094426155090332031, -1.5577538013458252, 1.0833251476287842,
      0.29656362533569336}},
    {shape = {2, 2}, dtype = "int64",
      {3, 3, 1, 3}},
  }, grads = {
    {0, 0, 0, 0, -0.64596998691558838, -0.56763911247253418, -0.94714236259460449,
      0, 0, 0, 0, 0.37986969947814941},
  }},
  {op = "median_dim", lua = "a:median(1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-1.5352365970611572}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.70593535900115967},
  }},
  {op = "median_dim", lua = "a:median(1)", inputs = {"i7:0:3"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
    {shape = {}, dtype = "int64",
      {7}},
  }},
  {op = "median_dim", lua = "a:median(1)", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "int64",
      {2}},
  }, grads = {
    {0, 0.66867828369140625, 0, 0, 0, 0},
  }},
  {op = "median_dim", lua = "a:median(1)", inputs = {"=nan,nan"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.39813709259033203, 0},
  }},
  {op = "median_dim", lua = "a:median(1)", inputs = {"f3x0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }, grads = {
    {},
  }},
  {op = "median_dim", lua = "a:median{dim = 2}", inputs = {"f1x40"}, results = {
    {shape = {1}, dtype = "float64",
      {0.062915325164794922}},
    {shape = {1}, dtype = "int64",
      {33}},
  }, grads = {
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0, 0, 0, 0, 0, 0, -0.92370736598968506, 0, 0, 0, 0, 0, 0, 0},
  }},
}
