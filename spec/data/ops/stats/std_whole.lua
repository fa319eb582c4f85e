-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
return {
  {op = "std_whole", lua = "tensor.std(a, false)", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {0.54431959535567476}},
  }, grads = {
    {-0.022197510164660161, 0.042417928510185429, -0.044860251240283755,
      -0.063226054385677466, 0.027069646344128343, 0.060796240936307616},
  }},
  {op = "std_whole", lua = "tensor.std(a, true)", inputs = {"f4"}, results = {
    {shape = {}, dtype = "float64",
      {0.68357603731375205}},
  }, grads = {
    {-0.3234823423418639, -0.07139949488281308, 0.22808752236560773,
      0.16679431485906926},
  }},
}
