-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_i1e", lua = "tensor.special.i1e(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.20292914158833278, -0.16332102123459996, 0.048654976206868775,
      -0.20121266866841792, 0.19722953303404153, -0.13739063745343086}},
  }, grads = {
    {0.05951334211863013, -0.010294703431545829, 0.20515439564542409,
      0.03137237227725681, -0.030053441108359304, -0.18162487953726433},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.21656263768344841}},
  }, grads = {
    {0.018742341519392299},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, 0, 0.2079104153497085, -0.2079104153497085, 0, -0, nan,
      0.15642080318487173, -0.20658464953126654, 5.000000000000001e-301, 3.989422804014327e-151}},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.21526928246021271, 0.19682672619819641, 0, 0.21526928246021271}},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {-0.21787251532077789, 0.21603269875049591, 0.20365601778030396,
      0.14255554974079132, 0.21758982539176941, -0.20686106383800507}},
  }, grads = {
    {0.010193480178713799, -0.019022118300199509, 0.05158117413520813,
      0.046817142516374588, -0.011304056271910667, -0.0035378257744014263},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {0.218505859375, 0.2034912109375, 0.11883544921875, 0.216064453125}},
  }},
}
