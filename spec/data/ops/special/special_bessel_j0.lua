-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_bessel_j0", lua = "tensor.special.bessel_j0(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.70477562659887438, 0.40706061502707624, 0.7509810861821361,
      0.67206296370728424, 0.34841098560917638, 0.99995110777771889}},
  }, grads = {
    {-0.20081369310754044, 0.23220535445023816, -0.33880524656816341,
      0.14016515398199794, -0.37681423509774481, -0.0014497296933023963},
  }},
  {op = "special_bessel_j0", lua = "tensor.special.bessel_j0(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.61238050809218381}},
  }, grads = {
    {0.4228558442753147},
  }},
  {op = "special_bessel_j0", lua = "tensor.special.bessel_j0(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_bessel_j0", lua = "tensor.special.bessel_j0(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {1, 1, 0.76519768655796649, 0.76519768655796649, nan, 0.93846980724081297,
      0.98443592929585277, 0.36903253018515231, 1}},
  }},
  {op = "special_bessel_j0", lua = "tensor.special.bessel_j0(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.2238907665014267, 0.76519763469696045, -0.39714977145195007,
      0.76519763469696045}},
  }},
  {op = "special_bessel_j0", lua = "tensor.special.bessel_j0(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.94104856252670288, 0.7591627836227417, 0.98427277803421021,
      0.85439193248748779, 0.93949222564697266, 0.92048662900924683}},
  }, grads = {
    {-0.051025435328483582, -0.046029284596443176, -0.04268207773566246,
      -0.029457449913024902, 0.064108654856681824, 0.023193635046482086},
  }},
}
