-- Recorded by spec/record/ops.py (ops/nn.py) with PyTorch 2.15.0.
return {
  {op = "nll_loss", lua = "nn.functional.nll_loss(a, b, {reduction = \"mean\"})", inputs = {"f4x3", "p4:3"}, results = {
    {shape = {}, dtype = "float64",
      {0.29870623350143433}},
  }, grads = {
    {0.23939061164855957, 0, 0, 0.23939061164855957, 0, 0, 0.23939061164855957, 0,
      0, 0, 0.23939061164855957, 0},
  }},
  {op = "nll_loss", lua = "nn.functional.nll_loss(a, b, {reduction = \"sum\"})", inputs = {"f4x3", "p4:3"}, results = {
    {shape = {}, dtype = "float64",
      {2.6227972507476807}},
  }, grads = {
    {0, 0.085100293159484863, 0, 0.085100293159484863, 0, 0, 0,
      0.085100293159484863, 0, 0, 0.085100293159484863, 0},
  }},
  {op = "nll_loss", lua = "nn.functional.nll_loss(a, b, {reduction = \"none\"})", inputs = {"f4x3", "p4:3"}, results = {
    {shape = {4}, dtype = "float64",
      {1.9104554653167725, -1.0971858501434326, 1.4254329204559326,
      -0.19201564788818359}},
  }, grads = {
    {0.2515949010848999, 0, 0, 0, -0.60427582263946533, 0, 0, 0,
      -0.72689545154571533, 0, -0.13602173328399658, 0},
  }},
}
