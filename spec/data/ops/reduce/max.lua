-- Recorded by spec/record/ops.py (ops/reduce.py) with PyTorch 2.15.0.
return {
  {op = "max", lua = "a:max()", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {1.1074986457824707}},
  }, grads = {
    {0, 0, 0, -0.34014952182769775, 0, 0},
  }},
  {op = "max", lua = "a:max()", inputs = {"=1,5,5,-2,-2"}, results = {
    {shape = {}, dtype = "float64",
      {5}},
  }, grads = {
    {0, -0.13399958610534668, -0.13399958610534668, 0, 0},
  }},
  {op = "max", lua = "a:max()", inputs = {"u8-4:0:9"}, results = {
    {shape = {}, dtype = "uint8",
      {7}},
  }},
  {op = "max", lua = "a:max()", inputs = {"b3"}, results = {
    {shape = {}, dtype = "bool",
      {1}},
  }},
}
