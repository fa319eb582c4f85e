-- Recorded by spec/record/ops.py (ops/join.py) with PyTorch 2.15.0.
return {
  {op = "cartesian_prod", lua = "tensor.cartesian_prod(a, b)", inputs = {"f2", "f3"}, results = {
    {shape = {6, 2}, dtype = "float64",
      {-0.89624238014221191, 1.0386784076690674, -0.89624238014221191,
      -0.62961912155151367, -0.89624238014221191, 0.39300060272216797, -0.76866626739501953,
      1.0386784076690674, -0.76866626739501953, -0.62961912155151367, -0.76866626739501953,
      0.39300060272216797}},
  }, grads = {
    {1.0385899543762207, -0.21599888801574707},
    {-0.96413171291351318, 0.21995246410369873, -0.49344944953918457},
  }},
  {op = "cartesian_prod", lua = "tensor.cartesian_prod{a, b, c}", inputs = {"i2:0:9", "i1:0:9", "i3:0:9"}, results = {
    {shape = {6, 3}, dtype = "int64",
      {8, 6, 6, 8, 6, 1, 8, 6, 8, 5, 6, 6, 5, 6, 1, 5, 6, 8}},
  }},
  {op = "cartesian_prod", lua = "tensor.cartesian_prod(a)", inputs = {"f2"}, results = {
    {shape = {2}, dtype = "float64",
      {-0.5841057300567627, -1.5189337730407715}},
  }, grads = {
    {0.95903992652893066, 0.47095024585723877},
  }},
  {op = "cartesian_prod", lua = "tensor.cartesian_prod(a, b)", inputs = {"f2", "f0"}, results = {
    {shape = {0, 2}, dtype = "float64",
      {}},
  }, grads = {
    {0, 0},
    {},
  }},
}
