-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
return {
  {op = "trace", lua = "a:trace()", inputs = {"f3x4"}, results = {
    {shape = {}, dtype = "float64",
      {1.1469368934631348}},
  }, grads = {
    {-0.78441762924194336, 0, 0, 0, 0, -0.78441762924194336, 0, 0, 0, 0,
      -0.78441762924194336, 0},
  }},
  {op = "trace", lua = "a:trace()", inputs = {"i8-3x2:-9:9"}, results = {
    {shape = {}, dtype = "int64",
      {-1}},
  }},
  {op = "trace", lua = "a:trace()", inputs = {"f0x2"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {},
  }},
  {op = "trace", lua = "a:trace()", inputs = {"f1x1"}, results = {
    {shape = {}, dtype = "float64",
      {1.705547571182251}},
  }, grads = {
    {-0.18504524230957031},
  }},
}
