-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_shifted_chebyshev_polynomial_w", lua = "tensor.special.shifted_chebyshev_polynomial_w(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {2.0817313254528926, 225399.65070266864, -7.5143518447875977,
      754.20507709978801, 49823.78317058197, -185632.42380826169}},
  }},
  {op = "special_shifted_chebyshev_polynomial_w", lua = "tensor.special.shifted_chebyshev_polynomial_w(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.1490577404444316, -252.26033892641311, -3002.6867100166301,
      -98.09091334648015, -41.966851497549598, -35.673023493570746}},
  }},
  {op = "special_shifted_chebyshev_polynomial_w", lua = "tensor.special.shifted_chebyshev_polynomial_w(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {1.1932402849197388, 1, 0.20000004768371582, -0.5404583215713501,
      -0.76087528467178345, -0.021013297140598297}},
  }},
  {op = "special_shifted_chebyshev_polynomial_w", lua = "tensor.special.shifted_chebyshev_polynomial_w(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {7, -169, 25, 1311738121, -1, 19, -433, nan, -1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_w", lua = "tensor.special.shifted_chebyshev_polynomial_w(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-0.83241778612136841, 2.2905819416046143, -11.293078422546387,
      0.19471286237239838}},
  }},
  {op = "special_shifted_chebyshev_polynomial_w", lua = "tensor.special.shifted_chebyshev_polynomial_w(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {1, 7, -5, -1}},
  }},
}
