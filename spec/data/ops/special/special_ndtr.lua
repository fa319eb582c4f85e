-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_ndtr", lua = "tensor.special.ndtr(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.027811141931526728, 0.5749273880072383, 0.86235355724506557,
      0.045008755461559968, 0.17054899926590478, 0.70430581161199912}},
  }, grads = {
    {-0.0014004114009283271, -0.26492778690752361, 0.17525109941238332,
      0.0062239632329333348, 0.17758443803666357, -0.082996603679113254},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.66391163313869206}},
  }, grads = {
    {0.28753768433687321},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0.5, 0.5, 0.84134474606854304, 0.15865525393145702, 1, 0, nan,
      0.69146246127401312, 0.0062096653257761592, 0.5, 1}},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.9772498607635498, 0.5, 0.5, 0.84134471416473389}},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.079566538333892822, 0.82999253273010254, 0.52377545833587646,
      0.27761542797088623, 0.24612444639205933, 0.23275470733642578}},
  }, grads = {
    {-0.097525477409362793, 0.19802774488925934, 0.27876636385917664,
      0.035253029316663742, -0.093984171748161316, -0.13327006995677948},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {0.8759765625, 0.6298828125, 0.70947265625, 0.630859375}},
  }},
}
