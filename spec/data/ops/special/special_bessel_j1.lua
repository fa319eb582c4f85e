-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_bessel_j1", lua = "tensor.special.bessel_j1(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.54416989014067263, 0.46011530607407886, -0.57985338023442423,
      -0.58164750390506648, -0.57942691142805092, 0.44589726218926917}},
  }, grads = {
    {0.028367744103223073, 0.13969409248413606, 0.0072194476505458927,
      0.0053305457475575409, 0.035948976896029557, -0.27866900975288478},
  }},
  {op = "special_bessel_j1", lua = "tensor.special.bessel_j1(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-0.58177070182705559}},
  }, grads = {
    {-0.0010618343779102131},
  }},
  {op = "special_bessel_j1", lua = "tensor.special.bessel_j1(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_bessel_j1", lua = "tensor.special.bessel_j1(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {0, -0, 0.44005058574493355, -0.44005058574493355, nan, 0.24226845767487387,
      -0.12402597732272692, 0.58015619763899318, 5.000000000000001e-301}},
  }},
  {op = "special_bessel_j1", lua = "tensor.special.bessel_j1(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.33905890583992004, 0.4400506317615509, 0.57672470808029175,
      0.4400506317615509}},
  }},
  {op = "special_bessel_j1", lua = "tensor.special.bessel_j1(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.53079575300216675, 0.37371721863746643, -0.57911795377731323,
      -0.45380014181137085, 0.42196908593177795, -0.30744433403015137}},
  }, grads = {
    {0.17854145169258118, 0.13028901815414429, 0.010327904485166073,
      0.22248190641403198, -0.12542922794818878, -0.0039852969348430634},
  }},
}
