-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
return {
  {op = "mode", lua = "a:mode()", inputs = {"i2x9:0:3"}, results = {
    {shape = {2}, dtype = "int64",
      {0, 0}},
    {shape = {2}, dtype = "int64",
      {9, 7}},
  }},
  {op = "mode", lua = "a:mode(1, true)", inputs = {"i5x3:0:2"}, results = {
    {shape = {1, 3}, dtype = "int64",
      {0, 0, 1}},
    {shape = {1, 3}, dtype = "int64",
      {3, 3, 5}},
  }},
  {op = "mode", lua = "a:mode(1)", inputs = {"f4x2"}, results = {
    {shape = {2}, dtype = "float64",
      {-1.4788360595703125, -1.6878414154052734}},
    {shape = {2}, dtype = "int64",
      {2, 4}},
  }, grads = {
    {0, 0, -0.46092808246612549, 0, 0, 0, 0, 0.22620344161987305},
  }},
  {op = "mode", lua = "a:mode()", inputs = {"b5"}, results = {
    {shape = {}, dtype = "bool",
      {1}},
    {shape = {}, dtype = "int64",
      {5}},
  }},
  {op = "mode", lua = "a:mode()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {1.0622613430023193}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.83527743816375732},
  }},
  {op = "mode", lua = "a:detach():mode()", inputs = {"=1,2,2,0,1,0,-0.0"}, results = {
    {shape = {}, dtype = "float64",
      {-0}},
    {shape = {}, dtype = "int64",
      {7}},
  }},
}
