-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "special_scaled_modified_bessel_k1", lua = "tensor.special.scaled_modified_bessel_k1(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.359378367891978, 1.2635248921741344, 1.4321113650185009, 1.113695934130247,
      5.4297919364614549, 1.4081477953269752}},
  }},
  {op = "special_scaled_modified_bessel_k1", lua = "tensor.special.scaled_modified_bessel_k1(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {1.0145109693177208}},
  }},
  {op = "special_scaled_modified_bessel_k1", lua = "tensor.special.scaled_modified_bessel_k1(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }},
  {op = "special_scaled_modified_bessel_k1", lua = "tensor.special.scaled_modified_bessel_k1(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {inf, inf, 1.6361534862632581, nan, nan, 2.7310097082117855, nan,
      1.1248950768625277, 9.999999999999999e+299}},
  }},
  {op = "special_scaled_modified_bessel_k1", lua = "tensor.special.scaled_modified_bessel_k1(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {1.6361536979675293, 1.0334769487380981, 0.6815759539604187,
      0.6815759539604187}},
  }},
  {op = "special_scaled_modified_bessel_k1", lua = "tensor.special.scaled_modified_bessel_k1(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {5.7726473808288574, 1.4851998090744019, 3.3995726108551025,
      1.1989544630050659, 1.0551960468292236, 1.50322425365448}},
  }},
}
