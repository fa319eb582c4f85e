-- Recorded by spec/record/ops.py (ops/activation.py) with PyTorch 2.15.0.
return {
  {op = "relu6", lua = "nn.functional.relu6(a)", inputs = {"f3x4"}, results = {
    {shape = {3, 4}, dtype = "float64",
      {0, 0, 0.16516971588134766, 0, 0, 0, 0, 0, 0, 0.41473293304443359, 0,
      0.76474595069885254}},
  }, grads = {
    {0, 0, -0.60523200035095215, 0, 0, 0, 0, 0, 0, 0.12804603576660156, 0,
      -0.17840003967285156},
  }},
}
