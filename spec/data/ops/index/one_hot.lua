-- Recorded by spec/record/ops.py (ops/index.py) with PyTorch 2.15.0.
return {
  {op = "one_hot", lua = "nn.functional.one_hot(a, 4)", inputs = {"p3:4"}, results = {
    {shape = {3, 4}, dtype = "int64",
      {0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0}},
  }},
}
