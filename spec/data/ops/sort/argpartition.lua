-- Recorded by spec/record/ops.py (ops/sort.py) with PyTorch 2.15.0.
return {
  {op = "argpartition", lua = "a:argpartition(2)", inputs = {"f2x5"}, results = {
    {shape = {2, 5}, dtype = "int64",
      {1, 4, 5, 3, 2, 4, 5, 1, 2, 3}},
  }},
  {op = "argpartition", lua = "a:argpartition(1, {dim = 1})", inputs = {"f3x2"}, results = {
    {shape = {3, 2}, dtype = "int64",
      {1, 1, 2, 3, 3, 2}},
  }},
}
