-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "masked_fill", lua = "a:masked_fill(b, 7)", inputs = {"c2x3", "b3"}, results = {
    {shape = {2, 3}, dtype = "complex128",
      {-0.5543372631072998, -0.45090484619140625, 7, 0, 7, 0, 0.084590673446655273,
      1.2085170745849609, 7, 0, 7, 0}},
  }, grads = {
    {-0.64574384689331055, -0.93310058116912842, 0, 0, 0, 0, -0.49935746192932129,
      0.020625948905944824, 0, 0, 0, 0},
  }},
}
