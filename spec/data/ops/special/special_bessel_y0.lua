-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "special_bessel_y0", lua = "tensor.special.bessel_y0(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.12680110024980248, 0.50886395354882941, 0.0097478704142650741,
      0.079122174050927974, 0.26088798674490049, -0.20895005528541782}},
  }, grads = {
    {-0.22438396160359941, 0.083565158393208383, -0.35031878515011378,
      -0.092967205364900093, -0.41221305233184796, 0.37222595831201349},
  }},
  {op = "special_bessel_y0", lua = "tensor.special.bessel_y0(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {0.12029218339269643}},
  }, grads = {
    {-0.51172090001089476},
  }},
  {op = "special_bessel_y0", lua = "tensor.special.bessel_y0(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_bessel_y0", lua = "tensor.special.bessel_y0(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {-inf, -inf, 0.08825696421567697, nan, nan, -0.44451873350670662, nan,
      0.46549262864690982, -439.83516362276532}},
  }},
  {op = "special_bessel_y0", lua = "tensor.special.bessel_y0(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.51037561893463135, -0.016940945759415627, 0.37685000896453857,
      0.37685000896453857}},
  }},
  {op = "special_bessel_y0", lua = "tensor.special.bessel_y0(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.43178105354309082, 0.22912450134754181, -0.24637728929519653,
      -0.44455352425575256, 0.34584149718284607, -0.26180329918861389}},
  }, grads = {
    {-0.091655299067497253, 0.54763609170913696, -0.60798609256744385,
      -0.55887728929519653, -0.10216397792100906, 0.89390373229980469},
  }},
}
