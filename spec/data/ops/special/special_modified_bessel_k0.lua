-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "special_modified_bessel_k0", lua = "tensor.special.modified_bessel_k0(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.37205152083856313, 0.30007083913763044, 0.19965547936014302,
      0.71997897437706093, 1.382211831173263, 2.4121368941240169}},
  }, grads = {
    {0.15619069653991888, 0.38746889649575206, 0.13035013848189608,
      -0.69501579893582521, -1.4822895253161734, 7.5826425406522064},
  }},
  {op = "special_modified_bessel_k0", lua = "tensor.special.modified_bessel_k0(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {1.4488358792949501}},
  }, grads = {
    {3.2832817690536524},
  }},
  {op = "special_modified_bessel_k0", lua = "tensor.special.modified_bessel_k0(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_modified_bessel_k0", lua = "tensor.special.modified_bessel_k0(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {inf, inf, 0.42102443824070818, nan, nan, 0.92441907122766598, nan,
      0.15537981238660359, 690.8914594138721}},
  }},
  {op = "special_modified_bessel_k0", lua = "tensor.special.modified_bessel_k0(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {inf, inf, inf, 0.11389388144016266}},
  }},
  {op = "special_modified_bessel_k0", lua = "tensor.special.modified_bessel_k0(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.6582915186882019, 0.31011912226676941, 0.13907621800899506,
      1.3859386444091797, 0.40231654047966003, 0.26642200350761414}},
  }, grads = {
    {0.81766337156295776, -0.40724265575408936, -0.12243370711803436,
      -0.24311813712120056, 0.40166565775871277, 0.32613345980644226},
  }},
}
