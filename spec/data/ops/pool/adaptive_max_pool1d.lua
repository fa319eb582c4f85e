-- Recorded by spec/record/ops.py (ops/pool.py) with PyTorch 2.15.0.
return {
  {op = "adaptive_max_pool1d", lua = "nn.functional.adaptive_max_pool1d(a, 2)", inputs = {"f2x2x5"}, results = {
    {shape = {2, 2, 2}, dtype = "float64",
      {0.2895665168762207, 0.76005959510803223, 1.6896007061004639,
      1.5678958892822266, -0.059732913970947266, 1.8891773223876953, 1.5620036125183105,
      1.4422922134399414}},
  }, grads = {
    {0, 0.3419187068939209, 0, 0.89995443820953369, 0, -0.67515254020690918, 0,
      0.37152254581451416, 0, 0, 0, -0.91191041469573975, 0, 0.922432541847229, 0,
      0.51978194713592529, 0, 0, 0, 0.6649622917175293},
  }},
  {op = "adaptive_max_pool1d", lua = "nn.functional.adaptive_max_pool1d(a, 3)", inputs = {"f1x7"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {0.7580571174621582, 0.7580571174621582, 0.076278209686279297}},
  }, grads = {
    {0, 0, 0.70982992649078369, 0, 0, 0, 0.056110620498657227},
  }},
  {op = "adaptive_max_pool1d", lua = "nn.functional.adaptive_max_pool1d(a, 5)", inputs = {"f1x1x3"}, results = {
    {shape = {1, 1, 5}, dtype = "float64",
      {-1.5751638412475586, 1.7095177173614502, 1.7095177173614502,
      1.7095177173614502, -0.036931753158569336}},
  }, grads = {
    {-0.30388367176055908, 1.4809672832489014, -0.13901305198669434},
  }},
  {op = "adaptive_max_pool1d", lua = "nn.functional.adaptive_max_pool1d(a, 1)", inputs = {"f0x2x3"}, results = {
    {shape = {0, 2, 1}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
}
