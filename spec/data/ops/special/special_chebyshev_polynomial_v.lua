-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_chebyshev_polynomial_v", lua = "tensor.special.chebyshev_polynomial_v(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.98820935682523625, -28.594081061854897, -1.6535255905822774,
      -1.5584499200864228, 1.4712148657454236, 73253.032288136776}},
  }},
  {op = "special_chebyshev_polynomial_v", lua = "tensor.special.chebyshev_polynomial_v(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.050628815416494548, -0.32674181197011959, -1.5342578802576725,
      0.21149026235838411, -2.7918651917135531, 1.1107442004696588}},
  }},
  {op = "special_chebyshev_polynomial_v", lua = "tensor.special.chebyshev_polynomial_v(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {-0.22981546819210052, -0.28722959756851196, 0, -0.34400007128715515,
      -0.39999997615814209, -1.23722243309021}},
  }},
  {op = "special_chebyshev_polynomial_v", lua = "tensor.special.chebyshev_polynomial_v(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {1, -7, 1, 25, 1, 5, -29, nan, -1}},
  }},
  {op = "special_chebyshev_polynomial_v", lua = "tensor.special.chebyshev_polynomial_v(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {0.024998115375638008, -1.109545111656189, -0.060193140059709549,
      -5.3936605453491211}},
  }},
  {op = "special_chebyshev_polynomial_v", lua = "tensor.special.chebyshev_polynomial_v(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {19, 1, 3, 1}},
  }},
}
