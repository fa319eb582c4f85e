-- Recorded by spec/record/ops.py (ops/loss.py) with PyTorch 2.15.0.
return {
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{{3, 1, -1, 2}, {-1, 1, 2, 3}, {4, 2, 2, 1}}, {reduction = \"mean\"})", inputs = {"f3x4"}, results = {
    {shape = {}, dtype = "float64",
      {0.18640158573786417}},
  }, grads = {
    {-0.018471260865529377, 0, 0, 0.018471260865529377, 0, 0, 0, 0, 0,
      -0.036942521731058754, 0.055413782596588135, -0.018471260865529377},
  }},
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{2, -1, 1}, {reduction = \"mean\"})", inputs = {"f3"}, results = {
    {shape = {}, dtype = "float64",
      {1.2727324962615967}},
  }, grads = {
    {0.19924497604370117, -0.39848995208740234, 0.19924497604370117},
  }},
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{1}[1], {reduction = \"mean\"})", inputs = {"f"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {-0},
  }},
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{{3, 1, -1, 2}, {-1, 1, 2, 3}, {4, 2, 2, 1}}, {reduction = \"sum\"})", inputs = {"f3x4"}, results = {
    {shape = {}, dtype = "float64",
      {1.8453698754310608}},
  }, grads = {
    {-0.098380059003829956, 0.19676011800765991, -0.19676011800765991,
      0.098380059003829956, 0, 0, 0, 0, -0.098380059003829956, -0.19676011800765991,
      0.39352023601531982, -0.098380059003829956},
  }},
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{2, -1, 1}, {reduction = \"sum\"})", inputs = {"f3"}, results = {
    {shape = {}, dtype = "float64",
      {0.57091228167215979}},
  }, grads = {
    {-0.050263404846191406, 0.10052680969238281, -0.050263404846191406},
  }},
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{1}[1], {reduction = \"sum\"})", inputs = {"f"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {-0},
  }},
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{{3, 1, -1, 2}, {-1, 1, 2, 3}, {4, 2, 2, 1}}, {reduction = \"none\"})", inputs = {"f3x4"}, results = {
    {shape = {3}, dtype = "float64",
      {1.9258465766906738, 0, 0.33625620603561401}},
  }, grads = {
    {0.005122840404510498, -0.005122840404510498, 0.005122840404510498,
      -0.005122840404510498, 0, 0, 0, 0, -0, 0.069428086280822754, -0.10414212942123413,
      0.034714043140411377},
  }},
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{2, -1, 1}, {reduction = \"none\"})", inputs = {"f3"}, results = {
    {shape = {}, dtype = "float64",
      {1.3102554480234783}},
  }, grads = {
    {-0.18209083875020343, 0.36418167750040686, -0.18209083875020343},
  }},
  {op = "multilabel_margin_loss", lua = "nn.functional.multilabel_margin_loss(a, tensor{1}[1], {reduction = \"none\"})", inputs = {"f"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {-0},
  }},
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
