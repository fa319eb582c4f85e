-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
return {
  {op = "histc", lua = "a:histc(5)", inputs = {"f20"}, results = {
    {shape = {5}, dtype = "float64",
      {6, 4, 4, 1, 5}},
  }},
  {op = "histc", lua = "a:histc()", inputs = {"f2x20"}, results = {
    {shape = {100}, dtype = "float64",
      {1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 3, 0, 0, 0, 1, 1, 1, 0, 0,
      1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 1, 1, 2, 1, 0,
      1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1,
      0, 1, 0, 0, 2, 0, 0, 2, 1, 0, 0, 1}},
  }},
  {op = "histc", lua = "a:histc(4, -1, 1)", inputs = {"f20"}, results = {
    {shape = {4}, dtype = "float64",
      {1, 3, 3, 2}},
  }},
  {op = "histc", lua = "a:histc{bins = 4, min = -1, max = 1}", inputs = {"=nan,1,-1,0,5,0.5"}, results = {
    {shape = {4}, dtype = "float64",
      {1, 0, 1, 2}},
  }},
  {op = "histc", lua = "a:float():histc(10, 0, 1)", inputs = {"=0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9,1,0"}, results = {
    {shape = {10}, dtype = "float32",
      {1, 1, 1, 1, 1, 1, 1, 1, 1, 2}},
  }},
  {op = "histc", lua = "a:histc(3)", inputs = {"=2,2"}, results = {
    {shape = {3}, dtype = "float64",
      {0, 2, 0}},
  }},
  {op = "histc", lua = "a:histc(3)", inputs = {"f0"}, results = {
    {shape = {3}, dtype = "float64",
      {0, 0, 0}},
  }},
  {op = "histc", lua = "a:detach():to(\"float16\"):histc(3)", inputs = {"f9"}, results = {
    {shape = {3}, dtype = "float16",
      {4, 1, 4}},
  }},
}
