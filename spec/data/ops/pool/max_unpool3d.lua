-- Recorded by spec/record/ops.py (ops/pool.py) with PyTorch 2.15.0.
return {
  {op = "max_unpool3d", lua = "nn.functional.max_unpool3d(nn.functional.max_pool3d(a, 2), (select(2, nn.functional.max_pool3d(a, 2, {return_indices = true}))), 2)", inputs = {"f1x1x2x4x2"}, results = {
    {shape = {1, 1, 2, 4, 2}, dtype = "float64",
      {0.69204568862915039, 0, 0, 0, 1.1511309146881104, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0, 0}},
  }, grads = {
    {-0.046800971031188965, 0, 0, 0, -0.041381120681762695, 0, 0, 0, 0, 0, 0, 0,
      0, 0, 0, 0},
  }},
  {op = "max_unpool3d", lua = "nn.functional.max_unpool3d(nn.functional.max_pool3d(a, 2), (select(2, nn.functional.max_pool3d(a, 2, {return_indices = true}))), 2, {output_size = {1, 1, 2, 5, 2}})", inputs = {"f1x1x2x4x2"}, results = {
    {shape = {1, 1, 2, 5, 2}, dtype = "float64",
      {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1.826880931854248, 0, 0, 1.7511403560638428,
      0, 0, 0, 0, 0}},
  }, grads = {
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.18575036525726318, 0, 0,
      -0.55453920364379883, 0},
  }},
}
