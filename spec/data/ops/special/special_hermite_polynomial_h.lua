-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_hermite_polynomial_h", lua = "tensor.special.hermite_polynomial_h(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {129063.44961930966, -1.9837316954208291, -4449701.9268275565,
      -33138.987455187489, 1, 1455.0185381345125}},
  }},
  {op = "special_hermite_polynomial_h", lua = "tensor.special.hermite_polynomial_h(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-2.4748974508077231, -11.919416194948088, 19.143006381352571,
      -30.660410911829459, -41.020170069382488, -27.528843328067786}},
  }},
  {op = "special_hermite_polynomial_h", lua = "tensor.special.hermite_polynomial_h(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {3056405248, 3056405248, -3.3840000629425049, 803671.875, -82344128,
      7010.2880859375}},
  }},
  {op = "special_hermite_polynomial_h", lua = "tensor.special.hermite_polynomial_h(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {-4, 4, 280768, 280768, -0, 7, -9, nan, -1}},
  }},
  {op = "special_hermite_polynomial_h", lua = "tensor.special.hermite_polynomial_h(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-4.8503365516662598, 5.1902194023132324, 4.5553064346313477,
      1.9988644123077393}},
  }},
  {op = "special_hermite_polynomial_h", lua = "tensor.special.hermite_polynomial_h(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-4, 2, 1, 2}},
  }},
}
