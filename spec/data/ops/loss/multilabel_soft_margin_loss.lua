-- Recorded by spec/record/ops.py (ops/loss.py) with PyTorch 2.15.0.
return {
  {op = "multilabel_soft_margin_loss", lua = "nn.functional.multilabel_soft_margin_loss(a, b:sigmoid():detach(), {reduction = \"mean\"})", inputs = {"f2x3", "f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {0.87594991406010148}},
  }, grads = {
    {-0.11542481291068606, 0.0010752408740375904, -0.017733782028269768,
      0.037240987380428657, 0.017377864802949637, 0.087713825003518583},
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "multilabel_soft_margin_loss", lua = "nn.functional.multilabel_soft_margin_loss(a, b:sigmoid():detach(), {reduction = \"sum\"})", inputs = {"f2x3", "f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {2.1639604461814983}},
  }, grads = {
    {-0.012387893107989337, 0.0030907897931335415, -0.078145010186961142,
      0.078961084197224904, -0.027932032475392964, -0.040447831355829168},
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "multilabel_soft_margin_loss", lua = "nn.functional.multilabel_soft_margin_loss(a, b:sigmoid():detach(), {reduction = \"none\"})", inputs = {"f2x3", "f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {1.0290847113916997, 1.1314574344735218}},
  }, grads = {
    {0.080498806827641017, -0.022117190135097786, -0.085540071408481383,
      -0.1517455546842823, 0.19412692768609127, -0.098028143907497561},
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "multilabel_soft_margin_loss", lua = "nn.functional.multilabel_soft_margin_loss(a, b:sigmoid():detach(), c:detach())", inputs = {"f2x3", "f2x3", "g3"}, results = {
    {shape = {}, dtype = "float64",
      {0.89539833720800988}},
  }, grads = {
    {0.046008240366015862, 0.03531151293909552, -0.0090596623973613483,
      0.016310763219752559, 0.013537532304068279, -0.0086227099737171096},
    {0, 0, 0, 0, 0, 0},
    {0, 0, 0},
  }},
}
