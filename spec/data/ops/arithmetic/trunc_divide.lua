-- Recorded by spec/record/ops.py (ops/arithmetic.py) with PyTorch 2.15.0.
return {
  {op = "trunc_divide", lua = "tensor._ops.trunc_divide(a, b)", inputs = {"i8:-9:9", "i8:1:4"}, results = {
    {shape = {8}, dtype = "int64",
      {-4, -1, -3, 2, 0, 0, 0, 0}},
  }},
}
