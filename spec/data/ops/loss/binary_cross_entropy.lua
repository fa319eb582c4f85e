-- Recorded by spec/record/ops.py (ops/loss.py) with PyTorch 2.15.0.
return {
  {op = "binary_cross_entropy", lua = "nn.functional.binary_cross_entropy(a, b:detach(), {reduction = \"mean\"})", inputs = {"=0,1,0,1,0.25", "=0,1,1,0.5,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {30.16739764335717}},
  }, grads = {
    {-0, -0, 75941467588.603378, -37970733794.301689, 0.10125528971354167},
    {0, 0, 0, 0, 0},
  }},
  {op = "binary_cross_entropy", lua = "nn.functional.binary_cross_entropy(a, b:detach(), {reduction = \"sum\"})", inputs = {"=0,1,0,1,0.25", "=0,1,1,0.5,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {150.83698821678584}},
  }, grads = {
    {0, 0, -658323886640.84741, 329161943320.42371, -0.87776517868041992},
    {0, 0, 0, 0, 0},
  }},
  {op = "binary_cross_entropy", lua = "nn.functional.binary_cross_entropy(a, b:detach(), {reduction = \"none\"})", inputs = {"=0,1,0,1,0.25", "=0,1,1,0.5,0.5"}, results = {
    {shape = {5}, dtype = "float64",
      {0, -0, 100, 50, 0.83698821678583579}},
  }, grads = {
    {0, -0, -130170703454.4016, 483038367771.0379, 0.81480709711710608},
    {0, 0, 0, 0, 0},
  }},
}
