-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_spherical_bessel_j0", lua = "tensor.special.spherical_bessel_j0(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.80575595539307865, 0.60794943244433075, 0.84419469852975726,
      0.5474515387365616, 0.57992023938518089, 0.81354109519618445}},
  }},
  {op = "special_spherical_bessel_j0", lua = "tensor.special.spherical_bessel_j0(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.99319984451586996}},
  }},
  {op = "special_spherical_bessel_j0", lua = "tensor.special.spherical_bessel_j0(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }},
  {op = "special_spherical_bessel_j0", lua = "tensor.special.spherical_bessel_j0(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {1, 1, 0.8414709848078965, 0.8414709848078965, 0, 0, nan, 0.95885107720840601,
      0.23938885764158263, 1, -8.1788191211590848e-301}},
  }},
  {op = "special_spherical_bessel_j0", lua = "tensor.special.spherical_bessel_j0(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-0.18920062482357025, -0.18920062482357025, 1, 0.84147095680236816}},
  }},
  {op = "special_spherical_bessel_j0", lua = "tensor.special.spherical_bessel_j0(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.89561647176742554, 0.75351125001907349, 0.8530198335647583,
      0.96991944313049316, 0.79878753423690796, 0.62310343980789185}},
  }},
}
