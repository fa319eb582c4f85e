-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_chebyshev_polynomial_t", lua = "tensor.special.chebyshev_polynomial_t(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.42246945813554776, 77057.389547828992, 465.80531548850536,
      0.7367052357222601, 4353.522788256374, 56716.912572047419}},
  }},
  {op = "special_chebyshev_polynomial_t", lua = "tensor.special.chebyshev_polynomial_t(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.9676144343770795, 0.77171519655291554, -0.87733198575304838,
      0.11622763113395965, 0.98953871462980481, 0.74864047085487451}},
  }},
  {op = "special_chebyshev_polynomial_t", lua = "tensor.special.chebyshev_polynomial_t(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {0.99888002872467041, 0.99552255868911743, 0.38882735371589661,
      0.25452810525894165, 0.98993515968322754, -0.87043046951293945}},
  }},
  {op = "special_chebyshev_polynomial_t", lua = "tensor.special.chebyshev_polynomial_t(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {1, -1, 1, 1, -4.2862637970157361e-16, 3.5, -9, nan, -0.5}},
  }},
  {op = "special_chebyshev_polynomial_t", lua = "tensor.special.chebyshev_polynomial_t(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-0.93928033113479614, -0.91493445634841919, -0.28760990500450134,
      0.99099481105804443}},
  }},
  {op = "special_chebyshev_polynomial_t", lua = "tensor.special.chebyshev_polynomial_t(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-1, 1, 1, 0}},
  }},
}
