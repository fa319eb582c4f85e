-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_i0e", lua = "tensor.special.i0e(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.31383073718878013, 0.39943629216554455, 0.31908111977460096,
      0.34582534009049964, 0.31369892388971121, 0.66096939216773942}},
  }, grads = {
    {0.09016485285493768, -0.14404242850668197, 0.034639730357328195,
      0.01320091070187733, -0.053864094388351449, -0.33420737787399696},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.79600254908345414}},
  }, grads = {
    {0.18122000369721364},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {1, 1, 0.46575960759364043, 0.46575960759364043, 0, 0, nan,
      0.6450352704491501, 0.27004644161220276, 1, 3.989422804014327e-151}},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.46575963497161865, 0.99999994039535522, 0.30850830674171448,
      0.46575963497161865}},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.31807252764701843, 0.62689876556396484, 0.32826516032218933,
      0.57601797580718994, 0.58691728115081787, 0.37372255325317383}},
  }, grads = {
    {-0.081650160253047943, -0.11058476567268372, -0.10967399924993515,
      0.19556687772274017, -0.34507229924201965, -0.13228358328342438},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {0.47021484375, 0.6904296875, 0.4375, 0.427490234375}},
  }},
}
