-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_legendre_polynomial_p", lua = "tensor.special.legendre_polynomial_p(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0, 65.019355453238745, -0.39459265328710558, 0.16743864315011156,
      2.8373006694967842, 1628.4329843021337}},
  }},
  {op = "special_legendre_polynomial_p", lua = "tensor.special.legendre_polynomial_p(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.26374834576312722, 0.20805673664759991, 0.056899498731947419,
      0.23047591500771944, 0.33423500196265493, 0.20884854881107257}},
  }},
  {op = "special_legendre_polynomial_p", lua = "tensor.special.legendre_polynomial_p(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {0, 0.061624359339475632, 0.061663825064897537, 0.25147634744644165, 1,
      -0.38250002264976501}},
  }},
  {op = "special_legendre_polynomial_p", lua = "tensor.special.legendre_polynomial_p(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {1, -1, 1, 1, -0, 2.875, -6.1875, nan, -0.125}},
  }},
  {op = "special_legendre_polynomial_p", lua = "tensor.special.legendre_polynomial_p(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {0.35242471098899841, 0.35997268557548523, -0.38054266571998596,
      0.43709182739257812}},
  }},
  {op = "special_legendre_polynomial_p", lua = "tensor.special.legendre_polynomial_p(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {1, 1, 0.375, 1}},
  }},
}
