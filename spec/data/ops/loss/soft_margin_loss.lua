-- Recorded by spec/record/ops.py (ops/loss.py) with PyTorch 2.15.0.
return {
  {op = "soft_margin_loss", lua = "nn.functional.soft_margin_loss(a, b:sign():detach(), {reduction = \"mean\"})", inputs = {"f2x3", "f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {0.55341640355739219}},
  }, grads = {
    {0.028475843573762438, -0.010969472832882032, -0.010009310580328145,
      0.015136553584161607, 0.0099777319370308315, -0.042000972551525684},
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "soft_margin_loss", lua = "nn.functional.soft_margin_loss(a, b:sign():detach(), {reduction = \"sum\"})", inputs = {"f2x3", "f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {5.9824114802788424}},
  }, grads = {
    {0.16297431912590121, 0.12736267194675541, -0.22393314708241591,
      -0.14709895059619474, 0.23352548090942365, -0.1847237084878777},
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "soft_margin_loss", lua = "nn.functional.soft_margin_loss(a, b:sign():detach(), {reduction = \"none\"})", inputs = {"f2x3", "f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.35914176094742217, 0.97954021187974327, 0.3467845873555111,
      1.6236107967993612, 1.8489423897036297, 1.0545467621672002}},
  }, grads = {
    {-0.25516612912658176, -0.57859199232078851, 0.064069104809088076,
      -0.24214915113520116, 0.56618297133654583, 0.326961514745642},
    {0, 0, 0, 0, 0, 0},
  }},
}
