-- Recorded by spec/record/ops.py (ops/loss.py) with PyTorch 2.15.0.
return {
  {op = "nll_loss", lua = "nn.functional.nll_loss(a:detach(), b, {reduction = \"mean\"})", inputs = {"f3", "p1:3"}, results = {
    {shape = {}, dtype = "float64",
      {-1.7478914260864258}},
  }},
  {op = "nll_loss", lua = "nn.functional.nll_loss(a:detach(), b, {reduction = \"sum\"})", inputs = {"f3", "p1:3"}, results = {
    {shape = {}, dtype = "float64",
      {1.4299743175506592}},
  }},
  {op = "nll_loss", lua = "nn.functional.nll_loss(a:detach(), b, {reduction = \"none\"})", inputs = {"f3", "p1:3"}, results = {
    {shape = {}, dtype = "float64",
      {-1.2387387752532959}},
  }},
  {op = "nll_loss", lua = "nn.functional.nll_loss(a, b, c:detach())", inputs = {"f2x3x2x2", "p2x2x2:3", "g3"}, results = {
    {shape = {}, dtype = "float64",
      {0.13476730051640054}},
  }, grads = {
    {0.087923242482646144, 0.087923242482646144, 0, 0.087923242482646144, 0, 0, 0,
      0, 0, 0, 0.039927185905240893, 0, 0, 0, 0, 0, 0.18431191174062186, 0.18431191174062186,
      0.18431191174062186, 0, 0, 0, 0, 0.039927185905240893},
    {0, 0, 0},
  }},
  {op = "nll_loss", lua = "nn.functional.nll_loss(a, b)", inputs = {"f4", "p:4"}, results = {
    {shape = {}, dtype = "float64",
      {1.8437793254852295}},
  }, grads = {
    {0, -0.66814839839935303, 0, 0},
  }},
}
