-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_hermite_polynomial_he", lua = "tensor.special.hermite_polynomial_he(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-4497.4806909962999, 2249.7229464580382, 4.0981237887191151, 0,
      0.15573940488029606, 0}},
  }},
  {op = "special_hermite_polynomial_he", lua = "tensor.special.hermite_polynomial_he(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-6.7155577281395384, 3.8453650186486197, -2.8563786899851853,
      0.64647650715290494, 6.5985610401606483, 6.5587642288562158}},
  }},
  {op = "special_hermite_polynomial_he", lua = "tensor.special.hermite_polynomial_he(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {1, 0.30000001192092896, 715381.375, 33566.00390625, 5192.69091796875,
      8009088.5}},
  }},
  {op = "special_hermite_polynomial_he", lua = "tensor.special.hermite_polynomial_he(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {-2, 2, -12440, -12440, -0, 1.25, 1.125, nan, -0.75}},
  }},
  {op = "special_hermite_polynomial_he", lua = "tensor.special.hermite_polynomial_he(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-1.9095932245254517, -1.2004872560501099, 1.8700158596038818,
      0.90395921468734741}},
  }},
  {op = "special_hermite_polynomial_he", lua = "tensor.special.hermite_polynomial_he(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-0, 0, -1, 1}},
  }},
}
