-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
return {
  {op = "std_mean_whole", lua = "tensor.std_mean(a, false)", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {1.1166228633351645}},
    {shape = {}, dtype = "float64",
      {0.070034027099609403}},
  }, grads = {
    {-0.20188249370435035, -0.030118951398176559, -0.083977375804566531,
      0.020272051791490331, 0.01152341074513559, -0.17106881219227663},
  }},
  {op = "std_mean_whole", lua = "tensor.std_mean(a, true)", inputs = {"f4"}, results = {
    {shape = {}, dtype = "float64",
      {1.9023776693580834}},
    {shape = {}, dtype = "float64",
      {0.96157354116439819}},
  }, grads = {
    {0.17761685234410357, 0.1808327819385516, 0.34016399018899274,
      0.18115283976175053},
  }},
}
