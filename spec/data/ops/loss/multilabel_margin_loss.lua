-- Recorded by spec/record/ops.py (ops/loss.py) with PyTorch 2.15.0.
return {
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{{3, 1, -1, 2}, {-1, 1, 2, 3}, {4, 2, 3, 1}}, \"mean\")", inputs = {"f3x4"}, results = {
    {shape = {}, dtype = "float64",
      {0.83051963647206628}},
  }, grads = {
    {0.06910552581151326, -0.06910552581151326, 0.06910552581151326,
      -0.06910552581151326, -0, -0, -0, -0, -0, -0, -0, -0},
  }},
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{{3, 1, -1, 2}, {-1, 1, 2, 3}, {4, 2, 3, 1}}, \"sum\")", inputs = {"f3x4"}, results = {
    {shape = {}, dtype = "float64",
      {1.5917980074882507}},
  }, grads = {
    {0.0028542876243591309, -0.0057085752487182617, 0.0057085752487182617,
      -0.0028542876243591309, -0, -0, -0, -0, -0, -0, -0, -0},
  }},
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{{3, 1, -1, 2}, {-1, 1, 2, 3}, {4, 2, 3, 1}}, \"none\")", inputs = {"f3x4"}, results = {
    {shape = {3}, dtype = "float64",
      {0.32022601366043091, 0, 0}},
  }, grads = {
    {0.20230263471603394, -0.40460526943206787, 0.20230263471603394, -0, -0, -0,
      -0, -0, -0, -0, -0, -0},
  }},
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{2, 2, -1})", inputs = {"f3"}, results = {
    {shape = {}, dtype = "float64",
      {3.2751253445943198}},
  }, grads = {
    {0.2673854033152262, -0.5347708066304524, 0.2673854033152262},
  }},
}
