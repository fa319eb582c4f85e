-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_shifted_chebyshev_polynomial_t", lua = "tensor.special.shifted_chebyshev_polynomial_t(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {2012849576.1432674, 377667.26604479959, 1, 2.8118252754211426, 0,
      96350.397886830091}},
  }},
  {op = "special_shifted_chebyshev_polynomial_t", lua = "tensor.special.shifted_chebyshev_polynomial_t(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.32260769427031533, -28.287199653568191, 0.12744489106124884,
      0.6629714437514288, -47.476585687316721, -743.80609864827193}},
  }},
  {op = "special_shifted_chebyshev_polynomial_t", lua = "tensor.special.shifted_chebyshev_polynomial_t(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {1, -0.11020854115486145, -0.11020854115486145, -0.43197250366210938,
      -0.075199894607067108, -0.88384008407592773}},
  }},
  {op = "special_shifted_chebyshev_polynomial_t", lua = "tensor.special.shifted_chebyshev_polynomial_t(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {1, -99, 1, 768398401, -1, 7, -244, nan, -1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_t", lua = "tensor.special.shifted_chebyshev_polynomial_t(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-9.4452476501464844, -2.490680456161499, 0.12786808609962463,
      -85.324455261230469}},
  }},
  {op = "special_shifted_chebyshev_polynomial_t", lua = "tensor.special.shifted_chebyshev_polynomial_t(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-5, 1, 99, -1}},
  }},
}
