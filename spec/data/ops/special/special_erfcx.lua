-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "special_erfcx", lua = "tensor.special.erfcx(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.41298266664058098, 8.713123225328026, 0.86518737520420719,
      7.1375325963696277, 0.27568331817493741, 1.9082668566307934}},
  }, grads = {
    {-0.083850470242015182, -3.649881827084811, 0.87271854720226594,
      -3.1226212586576549, 0.11569932473514095, -1.0920859647047085},
  }},
  {op = "special_erfcx", lua = "tensor.special.erfcx(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.28282328251828365}},
  }, grads = {
    {0.12192046835233289},
  }},
  {op = "special_erfcx", lua = "tensor.special.erfcx(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_erfcx", lua = "tensor.special.erfcx(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {1, 1, 0.427583576155807, 5.0089800807622833, 0, inf, nan,
      0.61569034419292579, 1035.8148429726227, 1, 5.6418958354775623e-301}},
  }},
  {op = "special_erfcx", lua = "tensor.special.erfcx(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.1369994580745697, 1, 1, 0.1369994580745697}},
  }},
  {op = "special_erfcx", lua = "tensor.special.erfcx(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {4.1502060890197754, 21.070098876953125, 2.2462093830108643,
      0.37269064784049988, 0.28960388898849487, 86.37139892578125}},
  }, grads = {
    {-7.2336654663085938, -6.0318565368652344, -3.2867655754089355,
      -0.095040298998355865, -0.079268850386142731, 252.14009094238281},
  }},
}
