-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "nanmedian_dim", lua = "a:nanmedian(2)", inputs = {"f2x5"}, results = {
    {shape = {2}, dtype = "float64",
      {0.87289547920227051, -0.92891979217529297}},
    {shape = {2}, dtype = "int64",
      {4, 1}},
  }, grads = {
    {0, 0, 0, 0.38712537288665771, 0, 0.35746824741363525, 0, 0, 0, 0},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(1, true)", inputs = {"f4x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {-0.17316055297851562, -1.1781330108642578, 1.2200849056243896}},
    {shape = {1, 3}, dtype = "int64",
      {4, 1, 2}},
  }, grads = {
    {0, -0.21215260028839111, 0, 0, 0, -0.67596268653869629, 0, 0, 0,
      -0.42183494567871094, 0, 0},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(-2)", inputs = {"f2x3x2"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {-0.14649152755737305, -1.3185410499572754, 0.46652817726135254,
      0.80503392219543457}},
    {shape = {2, 2}, dtype = "int64",
      {2, 3, 3, 3}},
  }, grads = {
    {0, 0, 0.1943061351776123, 0, 0, -0.1082075834274292, 0, 0, 0, 0,
      0.31796634197235107, -0.56373739242553711},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {1.5417475700378418}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {-0.66800713539123535},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(1)", inputs = {"i7:0:3"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
    {shape = {}, dtype = "int64",
      {3}},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(1)", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {0.5}},
    {shape = {}, dtype = "int64",
      {6}},
  }, grads = {
    {0, 0, 0, 0, 0, 0.52924084663391113},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(1)", inputs = {"=nan,nan"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.090981960296630859, 0},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(1)", inputs = {"f3x0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }, grads = {
    {},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian{dim = 2}", inputs = {"f1x40"}, results = {
    {shape = {1}, dtype = "float64",
      {-0.90084671974182129}},
    {shape = {1}, dtype = "int64",
      {23}},
  }, grads = {
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0.57884359359741211, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
  }},
}
