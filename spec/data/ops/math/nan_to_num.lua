-- Recorded by spec/record/ops.py (ops/math.py) with PyTorch 2.15.0.
return {
  {op = "nan_to_num", lua = "a:nan_to_num()", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.32657623291015625, -0.46330451965332031, -0.68731045722961426,
      -0.10389542579650879, 0.47730684280395508, -1.6630802154541016}},
  }, grads = {
    {-0.71018791198730469, -0.87603962421417236, 0.72748076915740967,
      0.52498459815979004, 0.57897889614105225, -0.65286111831665039},
  }},
  {op = "nan_to_num", lua = "a:nan_to_num()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, -0, 1, -1, 1.7976931348623157e+308, -1.7976931348623157e+308, 0, 0.5,
      -2.5, 1e-300, 1.0000000000000001e+300}},
  }},
  {op = "nan_to_num", lua = "a:nan_to_num(1, 2, -3)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, -0, 1, -1, 2, -3, 1, 0.5, -2.5, 1e-300, 1.0000000000000001e+300}},
  }},
  {op = "nan_to_num", lua = "a:nan_to_num()", inputs = {"i3:-4:4"}, results = {
    {shape = {3}, dtype = "int64",
      {-1, 0, 1}},
  }},
  {op = "nan_to_num", lua = "a:nan_to_num()", inputs = {"b3"}, results = {
    {shape = {3}, dtype = "bool",
      {1, 1, 0}},
  }},
  {op = "nan_to_num", lua = "a:nan_to_num{posinf = 5}", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, -0, 1, -1, 5, -1.7976931348623157e+308, 0, 0.5, -2.5, 1e-300,
      1.0000000000000001e+300}},
  }},
}
