-- Recorded by spec/record/ops.py (ops/index.py) with PyTorch 2.15.0.
return {
  {op = "where_select", lua = "tensor.where(a, 1.5, 2)", inputs = {"b2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {2, 1.5, 2, 2, 2, 2}},
  }},
  {op = "where_select", lua = "tensor.where(a, 1, 2)", inputs = {"b2x3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {2, 1, 1, 1, 1, 1}},
  }},
}
