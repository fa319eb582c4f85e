-- Recorded by spec/record/ops.py (ops/index.py) with PyTorch 2.15.0.
return {
  {op = "unravel_index", lua = "table.unpack(a:unravel_index(2, 3))", inputs = {"p4:6"}, results = {
    {shape = {4}, dtype = "int64",
      {1, 1, 1, 1}},
    {shape = {4}, dtype = "int64",
      {3, 1, 1, 3}},
  }},
  {op = "unravel_index", lua = "table.unpack(tensor.unravel_index(a, {2, 3, 2}))", inputs = {"p2x2:12"}, results = {
    {shape = {2, 2}, dtype = "int64",
      {2, 1, 1, 2}},
    {shape = {2, 2}, dtype = "int64",
      {1, 3, 3, 2}},
    {shape = {2, 2}, dtype = "int64",
      {1, 2, 2, 2}},
  }},
  {op = "unravel_index", lua = "table.unpack(tensor.unravel_index(a, {5}))", inputs = {"p:5"}, results = {
    {shape = {}, dtype = "int64",
      {3}},
  }},
}
