-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_chebyshev_polynomial_u", lua = "tensor.special.chebyshev_polynomial_u(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {3.8068413883377161, -217607.28901102155, -784.12084396199145,
      16780.026310518704, 0, 1.0084811240814116}},
  }},
  {op = "special_chebyshev_polynomial_u", lua = "tensor.special.chebyshev_polynomial_u(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.099560512071847004, 0.98626055001663115, -1.3433816583959739,
      0.96589256889195241, -1.0313260135573863, -0.19716456483160902}},
  }},
  {op = "special_chebyshev_polynomial_u", lua = "tensor.special.chebyshev_polynomial_u(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {0.099088646471500397, 1.0413172245025635, 0.049599945545196533,
      1.013759970664978, 0.19728997349739075, 0}},
  }},
  {op = "special_chebyshev_polynomial_u", lua = "tensor.special.chebyshev_polynomial_u(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {4, -4, 13, 13, -0, 8, -21, nan, 0}},
  }},
  {op = "special_chebyshev_polynomial_u", lua = "tensor.special.chebyshev_polynomial_u(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {2.8539817333221436, 1.0329878330230713, -1.0090712308883667,
      -0.2691521942615509}},
  }},
  {op = "special_chebyshev_polynomial_u", lua = "tensor.special.chebyshev_polynomial_u(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {3, 3, -0, 209}},
  }},
}
