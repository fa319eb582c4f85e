-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "special_entr", lua = "tensor.special.entr(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.34379274599974774, 0.29468643064878197, 0.27052327343338062,
      0.36762145311799893, -0.48306432100232127, 0.01158846134331832}},
  }, grads = {
    {-0.28980615346412586, 0.50917400958091619, 0.44888060641861016,
      0.012728267850989369, 0.26837767348011021, -0.44532092203455281},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {-0.21796129653607518}},
  }, grads = {
    {0.15378003747832372},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, 0, -0, -inf, -inf, -inf, nan, 0.34657359027997264, -inf,
      6.9077552789821367e-298, -6.9077552789821368e+302}},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-0, -5.5451774597167969, 0, 0}},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {-1.0488470792770386, -0.41853180527687073, -0.0063143777661025524,
      0.27402794361114502, 0.17139893770217896, 0.29311180114746094}},
  }, grads = {
    {1.5245386362075806, -0.38036772608757019, 0.50791239738464355,
      0.19127780199050903, 0.11168529838323593, -0.41713336110115051},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {-0.94482421875, -0.3017578125, 0.281494140625, -0.50048828125}},
  }},
}
