-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "erfinv", lua = "tensor.special.erfinv(a)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.7594233468770063, -0.11527549794509001, 0.46892180491844981,
      0.76702847410944308, 0.68470002382741035, -0.42356492590005157}},
  }, grads = {
    {-1.5601047122968343, -0.41176188560322824, 0.16272785839938061,
      0.38774467418806197, -1.2579937088201041, -0.59141304112530013},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a)", inputs = {"u:"}, results = {
    {shape = {}, dtype = "float64",
      {1.1600833863587143}},
  }, grads = {
    {1.4498347236802345},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a)", inputs = {"u0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, -0, inf, -inf, nan, nan, nan, 0.47693627620446988, nan,
      8.8622692545275799e-301, nan}},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0, nan, nan, nan}},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a:float())", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {-0.20071135461330414, -0.70110082626342773, -0.63826388120651245,
      0.093939848244190216, -0.93006181716918945, 0.99404340982437134}},
  }, grads = {
    {-0.90621834993362427, 1.3105725049972534, -1.0717957019805908,
      -0.84695988893508911, 0.22789463400840759, 1.9504404067993164},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {0.475830078125, 0.39892578125, nan, 1.06640625}},
  }},
  {op = "erfinv", lua = "a:erfinv()", inputs = {"u4"}, results = {
    {shape = {4}, dtype = "float64",
      {0.86615705056294479, -0.19073874518412079, 0.498251330719228,
      0.029909808102518726}},
  }, grads = {
    {1.4127087146262591, 0.62490537449051864, -0.18249577869271205,
      -0.46761858101368942},
  }},
}
