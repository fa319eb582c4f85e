-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_shifted_chebyshev_polynomial_u", lua = "tensor.special.shifted_chebyshev_polynomial_u(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.69340443095021376, 3816858187.5352259, -0.68805122375488281,
      15.694618404024375, 94.878105698284344, -1.0814387763479514}},
  }},
  {op = "special_shifted_chebyshev_polynomial_u", lua = "tensor.special.shifted_chebyshev_polynomial_u(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-1.3551768740745085, -4355.8950116564938, -4680.5216849627514,
      -4221.4626747172269, -3834.2356670801883, -0.63429760254071121}},
  }},
  {op = "special_shifted_chebyshev_polynomial_u", lua = "tensor.special.shifted_chebyshev_polynomial_u(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {-0.67968010902404785, -0.36000007390975952, 0.20145693421363831,
      -0.9840390682220459, -0.92323589324951172, -1.0844429731369019}},
  }},
  {op = "special_shifted_chebyshev_polynomial_u", lua = "tensor.special.shifted_chebyshev_polynomial_u(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {4, -204, 13, 1583407981, -8, 15, -496, nan, -1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_u", lua = "tensor.special.shifted_chebyshev_polynomial_u(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-1.3409103155136108, 0.58262616395950317, 0.41098740696907043,
      -0.91258680820465088}},
  }},
  {op = "special_shifted_chebyshev_polynomial_u", lua = "tensor.special.shifted_chebyshev_polynomial_u(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-2, 4, -6, -10}},
  }},
}
