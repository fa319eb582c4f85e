-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "special_modified_bessel_k1", lua = "tensor.special.modified_bessel_k1(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {2.4811942750797731, 0.67503104230849142, 5.8276524425212264,
      0.50111659317513646, 4.4320538358060722, 1.2922579045622309}},
  }, grads = {
    {-2.2765123746533114, 0.10957517246342013, -34.027312331761664,
      -0.38424369155547244, -7.1606524459149252, -0.40240678669986174},
  }},
  {op = "special_modified_bessel_k1", lua = "tensor.special.modified_bessel_k1(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {1.0778914776031234}},
  }, grads = {
    {0.11837635417849743},
  }},
  {op = "special_modified_bessel_k1", lua = "tensor.special.modified_bessel_k1(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_modified_bessel_k1", lua = "tensor.special.modified_bessel_k1(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {inf, inf, 0.60190723019723458, nan, nan, 1.6564411200033007, nan,
      0.19547745347439299, 9.999999999999999e+299}},
  }},
  {op = "special_modified_bessel_k1", lua = "tensor.special.modified_bessel_k1(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {inf, inf, 0.040156427770853043, 0.13986589014530182}},
  }},
  {op = "special_modified_bessel_k1", lua = "tensor.special.modified_bessel_k1(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.23476821184158325, 0.49420067667961121, 0.61687654256820679,
      5.940129280090332, 0.19475044310092926, 0.3764096200466156}},
  }, grads = {
    {-0.10347551852464676, 0.63493651151657104, -0.87622660398483276,
      -33.640071868896484, -0.1762537956237793, -0.5640375018119812},
  }},
}
