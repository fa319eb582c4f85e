-- Recorded by spec/record/ops.py (ops/arithmetic.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "floor_divide", lua = "a // b", inputs = {"=7,-7,7,-7,inf,1", "=2,2,-2,-2,2,inf"}, results = {
    {shape = {6}, dtype = "float64",
      {3, -4, -4, 3, nan, 0}},
  }},
  {op = "floor_divide", lua = "a // b", inputs = {"i8:-9:9", "i8:1:4"}, results = {
    {shape = {8}, dtype = "int64",
      {-1, 2, -5, 1, 2, 2, 2, 1}},
  }},
}
