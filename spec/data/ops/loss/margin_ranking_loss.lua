-- Recorded by spec/record/ops.py (ops/loss.py) with PyTorch 2.15.0.
return {
  {op = "margin_ranking_loss", lua = "nn.functional.margin_ranking_loss(a, b, c:sign():detach(), {reduction = \"mean\"})", inputs = {"f3", "f3", "f3"}, results = {
    {shape = {}, dtype = "float64",
      {1.1410806179046631}},
  }, grads = {
    {-0.19174071153004965, 0, -0.19174071153004965},
    {0.19174071153004965, -0, 0.19174071153004965},
    {0, 0, 0},
  }},
  {op = "margin_ranking_loss", lua = "nn.functional.margin_ranking_loss(a, b, c:sign():detach(), {reduction = \"sum\"})", inputs = {"f3", "f3", "f3"}, results = {
    {shape = {}, dtype = "float64",
      {3.3942320346832275}},
  }, grads = {
    {0.27523493766784668, -0.27523493766784668, -0},
    {-0.27523493766784668, 0.27523493766784668, 0},
    {0, 0, 0},
  }},
  {op = "margin_ranking_loss", lua = "nn.functional.margin_ranking_loss(a, b, c:sign():detach(), {reduction = \"none\"})", inputs = {"f3", "f3", "f3"}, results = {
    {shape = {3}, dtype = "float64",
      {1.5663387775421143, 0, 0}},
  }, grads = {
    {-0.82057678699493408, 0, -0},
    {0.82057678699493408, -0, 0},
    {0, 0, 0},
  }},
  {op = "margin_ranking_loss", lua = "nn.functional.margin_ranking_loss(a, b, c:sign():detach(), 0.5)", inputs = {"f3", "f3", "f3"}, results = {
    {shape = {}, dtype = "float64",
      {0.26380221048990887}},
  }, grads = {
    {0.21734046936035156, 0, 0},
    {-0.21734046936035156, -0, -0},
    {0, 0, 0},
  }},
}
