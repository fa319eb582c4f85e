-- Recorded by spec/record/ops.py (ops/activation.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "threshold", lua = "nn.functional.threshold(a, 0.5, 3)", inputs = {"f3x4"}, results = {
    {shape = {3, 4}, dtype = "float64",
      {3, 3, 0.94089198112487793, 3, 3, 1.0223691463470459, 3, 3, 3,
      0.79188895225524902, 3, 0.6965479850769043}},
  }, grads = {
    {0, 0, 0.29925417900085449, 0, 0, -0.085491061210632324, 0, 0, 0,
      -0.10331964492797852, 0, 0.55836689472198486},
  }},
  {op = "threshold", lua = "nn.functional.threshold(a, 0.1, 2)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-2.5,30,-30,-800"}, results = {
    {shape = {10}, dtype = "float64",
      {2, 2, 1, 2, nan, 0.5, 2, 30, 2, 2}},
  }},
  {op = "threshold", lua = "nn.functional.threshold_(a, 1, 7)", inputs = {"i5:-3:3"}, results = {
    {shape = {5}, dtype = "int64",
      {7, 7, 7, 2, 7}},
  }},
}
