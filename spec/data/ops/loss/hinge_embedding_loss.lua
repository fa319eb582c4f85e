-- Recorded by spec/record/ops.py (ops/loss.py) with PyTorch 2.15.0.
return {
  {op = "hinge_embedding_loss", lua = "nn.functional.hinge_embedding_loss(a, b:sign():detach(), {reduction = \"mean\"})", inputs = {"f2x3", "f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {-0.3282463550567627}},
  }, grads = {
    {0.0058126648267110186, 0.0058126648267110186, 0.0058126648267110186,
      0.0058126648267110186, 0, 0.0058126648267110186},
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "hinge_embedding_loss", lua = "nn.functional.hinge_embedding_loss(a, b:sign():detach(), {reduction = \"sum\"})", inputs = {"f2x3", "f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {5.7916440963745117}},
  }, grads = {
    {-0.34947538375854492, -0.34947538375854492, 0.34947538375854492,
      0.34947538375854492, 0.34947538375854492, -0.34947538375854492},
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "hinge_embedding_loss", lua = "nn.functional.hinge_embedding_loss(a, b:sign():detach(), {reduction = \"none\"})", inputs = {"f2x3", "f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0, 0, 0.15958213806152344, 1.5343964099884033, -1.598555326461792, 0}},
  }, grads = {
    {0, 0, 0.38218605518341064, 0.74121856689453125, -0.68350279331207275, 0},
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "hinge_embedding_loss", lua = "nn.functional.hinge_embedding_loss(a, b:sign():detach(), 0.3)", inputs = {"f2x3", "f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {-0.31689138412475587}},
  }, grads = {
    {-0.13281697034835815, -0.13281697034835815, 0, -0.13281697034835815,
      -0.13281697034835815, 0.13281697034835815},
    {0, 0, 0, 0, 0, 0},
  }},
}
