-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "special_zeta", lua = "tensor.special.zeta(a:detach() + 1, b)", inputs = {"g2x3", "g3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {2.018139746926078, 15.577543440975239, 3.3199419709033307,
      2.3425491080510841, 37.608771038028578, 3.4433271073255685}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
    {1.1362224622580523, 410.53151562026471, 0.32074364707774539},
  }},
  {op = "special_zeta", lua = "tensor.special.zeta(a, b)", inputs = {"=1,2,0.5,nan,2,2,3,2.5,4,2", "=1,0,1,1,-1,-0.5,-1.5,-0.5,1e3,1e-300"}, results = {
    {shape = {10}, dtype = "float64",
      {inf, inf, nan, nan, inf, 8.934802200544679, 0.11810202582086413, nan,
      3.3383366666650001e-10, inf}},
  }},
  {op = "special_zeta", lua = "tensor.special.zeta(2, a)", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float64",
      {1.2207172047923949, 2.5152219309534813, 1.2538828226131222,
      1.4888232362791436}},
  }, grads = {
    {-0.4095465284106275, 0.96403534775201505, -0.31901158451540895,
      -1.8259051465687346},
  }},
  {op = "special_zeta", lua = "tensor.special.zeta(a, 2)", inputs = {"=1.5,2,3,60"}, results = {
    {shape = {4}, dtype = "float64",
      {1.6123753486854886, 0.64493406684822663, 0.20205690315959429,
      8.673617380119933e-19}},
  }},
  {op = "special_zeta", lua = "tensor.special.zeta(a, b)", inputs = {"i4:2:4", "i4:1:3"}, results = {
    {shape = {4}, dtype = "float32",
      {1.6449340581893921, 0.20205689966678619, 0.019823234528303146,
      0.077056907117366791}},
  }},
}
