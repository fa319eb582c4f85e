-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_shifted_chebyshev_polynomial_v", lua = "tensor.special.shifted_chebyshev_polynomial_v(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-13238.97207727465, 123271588.78105856, 2.398798942565918,
      660816.15915172175, 33.446299519965997, 378185.17999086907}},
  }},
  {op = "special_shifted_chebyshev_polynomial_v", lua = "tensor.special.shifted_chebyshev_polynomial_v(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-736.52323587125557, -0.66955066077579584, 0.52163097570689898,
      -1367.5842535128893, -1.49322791844767, -0.41928826056696333}},
  }},
  {op = "special_shifted_chebyshev_polynomial_v", lua = "tensor.special.shifted_chebyshev_polynomial_v(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {1.8254595994949341, 1.7126443386077881, -0.16928024590015411,
      1.4080106019973755, 1.7126443386077881, 1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_v", lua = "tensor.special.shifted_chebyshev_polynomial_v(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {1, -239, 1, 1855077841, -15, 11, -559, nan, -1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_v", lua = "tensor.special.shifted_chebyshev_polynomial_v(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {1.4949209690093994, -10.749316215515137, -101.34124755859375,
      0.40628105401992798}},
  }},
  {op = "special_shifted_chebyshev_polynomial_v", lua = "tensor.special.shifted_chebyshev_polynomial_v(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {1, 1, 985, 1}},
  }},
}
