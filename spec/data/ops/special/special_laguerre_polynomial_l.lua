-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_laguerre_polynomial_l", lua = "tensor.special.laguerre_polynomial_l(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {664.36715726365071, 1, 1.3228313934360145, 0.78148868541801231,
      0.14791971363717166, 266.93978087366548}},
  }},
  {op = "special_laguerre_polynomial_l", lua = "tensor.special.laguerre_polynomial_l(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {9.4256435930597, 5.911139627414749, 9.4913099462995945, 0.4620395292143531,
      2.0968688943930069, -0.44579679256534649}},
  }},
  {op = "special_laguerre_polynomial_l", lua = "tensor.special.laguerre_polynomial_l(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {-0.38657084107398987, 0.23049996793270111, -0.38657084107398987,
      -0.46008461713790894, -0.46807381510734558, -0.093332849442958832}},
  }},
  {op = "special_laguerre_polynomial_l", lua = "tensor.special.laguerre_polynomial_l(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {-0.66666666666666663, 5.666666666666667, 0.4962122235082303,
      111.34504439442371, 1, -0.875, 9.4375, nan, 0.125}},
  }},
  {op = "special_laguerre_polynomial_l", lua = "tensor.special.laguerre_polynomial_l(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-0.62099999189376831, -0.47565475106239319, 0.20846988260746002,
      4.8407406806945801}},
  }},
  {op = "special_laguerre_polynomial_l", lua = "tensor.special.laguerre_polynomial_l(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {3, -0.5, -0.3333333432674408, -1}},
  }},
}
