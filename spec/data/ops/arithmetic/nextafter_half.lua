-- Recorded by spec/record/ops.py (ops/arithmetic.py) with PyTorch 2.15.0.
return {
  {op = "nextafter_half", lua = "tensor._ops.nextafter_half(a:detach():half(), b:detach():half(), 10, -24)", inputs = {"f4", "f4"}, results = {
    {shape = {4}, dtype = "float16",
      {-0.478271484375, -0.1961669921875, -0.262939453125, 1.603515625}},
  }},
}
