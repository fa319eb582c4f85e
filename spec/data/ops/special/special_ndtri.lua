-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "special_ndtri", lua = "tensor.special.ndtri(a)", inputs = {"=0.1,0.5,0.9,1e-3,0.999"}, results = {
    {shape = {5}, dtype = "float64",
      {-1.2815515655446004, 0, 1.2815515655446004, -3.0902323061678132,
      3.0902323061678132}},
  }, grads = {
    {4.7794780011938052, 0.53971343239873548, 5.4770953564938569,
      -262.20859919130271, 240.10257666450826},
  }},
  {op = "special_ndtri", lua = "tensor.special.ndtri(a)", inputs = {"=0.0,1,-1,2,nan,1e-300,1e-20,0.25"}, results = {
    {shape = {8}, dtype = "float64",
      {-inf, inf, nan, nan, nan, -37.047096299361201, -9.2623400897984087,
      -0.67448975019608171}},
  }},
  {op = "special_ndtri", lua = "tensor.special.ndtri(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {nan, -inf, -inf, -inf}},
  }},
  {op = "special_ndtri", lua = "tensor.special.ndtri(a:float())", inputs = {"=0.1,0.5,0.9,1e-3,0.999"}, results = {
    {shape = {5}, dtype = "float32",
      {-1.2815515995025635, 0, 1.2815511226654053, -3.0902323722839355,
      3.0902361869812012}},
  }, grads = {
    {-0.17834287881851196, 2.2676379680633545, 0.53210341930389404,
      -185.19728088378906, 248.6256103515625},
  }},
}
