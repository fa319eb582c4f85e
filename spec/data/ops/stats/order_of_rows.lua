-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
return {
  {op = "order_of_rows", lua = "tensor._ops.order_of_rows(a)", inputs = {"i9x2:0:2"}, results = {
    {shape = {9}, dtype = "int64",
      {7, 8, 5, 2, 3, 4, 9, 1, 6}},
  }},
}
