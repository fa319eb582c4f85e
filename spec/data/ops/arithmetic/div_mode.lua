-- Recorded by spec/record/ops.py (ops/arithmetic.py) with PyTorch 2.15.0.
return {
  {op = "div_mode", lua = "a:div(b, {rounding_mode = \"floor\"})", inputs = {"i6:-9:9", "i6:1:4"}, results = {
    {shape = {6}, dtype = "int64",
      {2, 1, 2, 1, 0, -4}},
  }},
  {op = "div_mode", lua = "a:div(b, \"floor\")", inputs = {"f6", "g6"}, results = {
    {shape = {6}, dtype = "float64",
      {-3, 1, -3, -8, -1, 2}},
  }},
  {op = "div_mode", lua = "a:div(b, {rounding_mode = \"trunc\"})", inputs = {"i6:-9:9", "i6:1:4"}, results = {
    {shape = {6}, dtype = "int64",
      {4, 3, 0, 1, -5, 0}},
  }},
  {op = "div_mode", lua = "a:div(b, \"trunc\")", inputs = {"f6", "g6"}, results = {
    {shape = {6}, dtype = "float64",
      {-2, -5, 2, -1, -0, 0}},
  }},
  {op = "div_mode", lua = "a:div(b, \"floor\")", inputs = {"f2x3", "g3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-1, 1, -1, 0, -2, -1}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
    {0, 0, 0},
  }},
  {op = "div_mode", lua = "a:div(b, \"trunc\")", inputs = {"f2x3", "g3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1, -0, -1, 0, -1, 3}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
    {0, 0, 0},
  }},
}
