-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_chebyshev_polynomial_w", lua = "tensor.special.chebyshev_polynomial_w(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-58.16982637237583, 0.032381509500748779, 2.1301167744475635,
      4.6405119895935059, 3.9340809396496073, 0}},
  }},
  {op = "special_chebyshev_polynomial_w", lua = "tensor.special.chebyshev_polynomial_w(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.5159866442064909, -0.88073107231685321, -0.5312429746383881,
      4.72717800211176, 0.37244709906511647, 3.6376076050546597}},
  }},
  {op = "special_chebyshev_polynomial_w", lua = "tensor.special.chebyshev_polynomial_w(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {-0.27874431014060974, -1.6739988327026367, 1.5067523717880249,
      -0.03999994695186615, 1.0633598566055298, 1.5067523717880249}},
  }},
  {op = "special_chebyshev_polynomial_w", lua = "tensor.special.chebyshev_polynomial_w(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {7, -1, 25, 1, -1, 11, -13, nan, 1}},
  }},
  {op = "special_chebyshev_polynomial_w", lua = "tensor.special.chebyshev_polynomial_w(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {0.25939694046974182, 0.42979434132575989, 1.1126085519790649,
      1.7929215431213379}},
  }},
  {op = "special_chebyshev_polynomial_w", lua = "tensor.special.chebyshev_polynomial_w(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-1, 5, 1, 1}},
  }},
}
