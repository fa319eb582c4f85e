-- Recorded by spec/record/ops.py (ops/math.py) with PyTorch 2.15.0.
return {
  {op = "sign", lua = "a:sign()", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-1, -1, -1, 1, 1, 1}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "sign", lua = "a:sign()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, 0, 1, -1, 1, -1, 0, 1, -1, 1, 1}},
  }},
  {op = "sign", lua = "a:sign()", inputs = {"i2x3:-4:4"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {-1, 0, -1, 1, 1, -1}},
  }},
}
