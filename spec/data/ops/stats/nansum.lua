-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
return {
  {op = "nansum", lua = "a:nansum()", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {2.5}},
  }, grads = {
    {0.54311108589172363, 0, 0.54311108589172363, 0, 0.54311108589172363,
      0.54311108589172363},
  }},
  {op = "nansum", lua = "a:nansum()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-0.18435907363891602}},
  }, grads = {
    {-0.57140004634857178},
  }},
  {op = "nansum", lua = "a:nansum()", inputs = {"f0"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {},
  }},
  {op = "nansum", lua = "a:nansum(2)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {0.71374893188476562, 0.28702688217163086}},
  }, grads = {
    {-0.50140166282653809, -0.50140166282653809, -0.50140166282653809,
      0.92047643661499023, 0.92047643661499023, 0.92047643661499023},
  }},
  {op = "nansum", lua = "a:nansum({1, -1}, true)", inputs = {"f2x3x2"}, results = {
    {shape = {1, 3, 1}, dtype = "float64",
      {0.0094697475433349609, 1.0294687747955322, -0.16645407676696777}},
  }, grads = {
    {-0.67485463619232178, -0.67485463619232178, 0.14331424236297607,
      0.14331424236297607, 0.7912294864654541, 0.7912294864654541, -0.67485463619232178,
      -0.67485463619232178, 0.14331424236297607, 0.14331424236297607, 0.7912294864654541,
      0.7912294864654541},
  }},
  {op = "nansum", lua = "a:nansum{dim = 1, dtype = \"float32\"}", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float32",
      {2.5}},
  }, grads = {
    {-0.81254565715789795, -0, -0.81254565715789795, -0, -0.81254565715789795,
      -0.81254565715789795},
  }},
  {op = "nansum", lua = "a:detach():to(\"float16\"):nansum()", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float16",
      {2.5}},
  }},
  {op = "nansum", lua = "a:detach():nansum()", inputs = {"=nan,nan"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }},
  {op = "nansum", lua = "a:nansum(1)", inputs = {"i2x3:-9:9"}, results = {
    {shape = {3}, dtype = "int64",
      {16, -7, 6}},
  }},
  {op = "nansum", lua = "a:nansum()", inputs = {"b4"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
}
