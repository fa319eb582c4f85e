-- Recorded by spec/record/ops.py (ops/view.py) with PyTorch 2.15.0.
return {
  {op = "atleast_1d_all", lua = "table.unpack(tensor.atleast_1d(a, b))", inputs = {"f:", "f3"}, results = {
    {shape = {1}, dtype = "float64",
      {-0.96357822418212891}},
    {shape = {3}, dtype = "float64",
      {1.2324099540710449, -1.7823653221130371, 1.492506742477417}},
  }, grads = {
    {-0.042865514755249023},
    {-0.16665101051330566, -0.15154349803924561, 0.56516671180725098},
  }},
  {op = "atleast_1d_all", lua = "table.unpack(tensor.atleast_1d{a, b, c})", inputs = {"f:", "i2x2:0:9", "f1x1x2"}, results = {
    {shape = {1}, dtype = "float64",
      {-0.67101311683654785}},
    {shape = {2, 2}, dtype = "int64",
      {3, 0, 5, 5}},
    {shape = {1, 1, 2}, dtype = "float64",
      {-1.6815884113311768, -0.9285888671875}},
  }, grads = {
    {0.96065771579742432},
    {-0.70317089557647705, 0.93950176239013672},
  }},
}
