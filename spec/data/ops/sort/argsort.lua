-- Recorded by spec/record/ops.py (ops/sort.py) with PyTorch 2.15.0.
return {
  {op = "argsort", lua = "a:argsort(2, true)", inputs = {"f2x5"}, results = {
    {shape = {2, 5}, dtype = "int64",
      {4, 2, 1, 5, 3, 3, 4, 1, 5, 2}},
  }},
  {op = "argsort", lua = "a:argsort()", inputs = {"f2x5"}, results = {
    {shape = {2, 5}, dtype = "int64",
      {1, 5, 3, 4, 2, 2, 3, 1, 5, 4}},
  }},
  {op = "argsort", lua = "a:argsort{dim = 1, stable = true}", inputs = {"i7:0:2"}, results = {
    {shape = {7}, dtype = "int64",
      {6, 1, 3, 5, 2, 4, 7}},
  }},
  {op = "argsort", lua = "a:argsort()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "int64",
      {1}},
  }},
}
