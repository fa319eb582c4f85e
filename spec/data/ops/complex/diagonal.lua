-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "diagonal", lua = "a:diagonal()", inputs = {"c2x3"}, results = {
    {shape = {2}, dtype = "complex128",
      {0.77660107612609863, -0.19426989555358887, -0.49504971504211426,
      1.5603182315826416}},
  }, grads = {
    {-0.37451541423797607, -0.16891157627105713, 0, 0, 0, 0, 0, 0,
      0.2224041223526001, -0.99804699420928955, 0, 0},
  }},
}
