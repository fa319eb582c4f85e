-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "special_log_ndtr", lua = "tensor.special.log_ndtr(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.47657779660698041, -0.057032935419061986, -2.7748445001618802,
      -1.3157535132430642, -3.2826363859227481, -0.78691647861390768}},
  }, grads = {
    {0.10673503559848214, 0.022419757002452103, -0.025813770548606688,
      -0.64875436706160683, -1.1581879161519526, -0.60854473678786358},
  }},
  {op = "special_log_ndtr", lua = "tensor.special.log_ndtr(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-2.7661008776995875}},
  }, grads = {
    {-0.82151004508549619},
  }},
  {op = "special_log_ndtr", lua = "tensor.special.log_ndtr(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_log_ndtr", lua = "tensor.special.log_ndtr(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {-0.69314718055994529, -0.69314718055994529, -0.17275377902344985,
      -1.841021645009264, -0, -inf, nan, -0.36894641528865635, -5.0816482772786911,
      -0.69314718055994529, -0}},
  }},
  {op = "special_log_ndtr", lua = "tensor.special.log_ndtr(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-0.17275378108024597, -0.0013508105184882879, -0.69314718246459961,
      -0.69314718246459961}},
  }},
  {op = "special_log_ndtr", lua = "tensor.special.log_ndtr(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {-0.02855372242629528, -0.26653110980987549, -1.1874163150787354,
      -2.9969885349273682, -1.1307052373886108, -1.415324330329895}},
  }, grads = {
    {0.035685181617736816, 0.27424347400665283, 0.4603918194770813,
      0.71282362937927246, -0.3770504891872406, 0.34288120269775391},
  }},
}
