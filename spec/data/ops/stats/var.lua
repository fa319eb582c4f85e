-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "var", lua = "tensor.var(a)", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {0.94492473007123856}},
  }, grads = {
    {-0.0079178077399944952, 0.15660608619345451, 0.25982080927662421,
      -0.64435388533143501, 0.2358447976013508},
  }},
  {op = "var", lua = "tensor.var(a:detach())", inputs = {"f1"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }},
  {op = "var", lua = "tensor.var(a:detach())", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }},
  {op = "var", lua = "tensor.var(a, -1)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {1.0371241862679501, 0.61119688283362927}},
  }, grads = {
    {0.40612854110152818, -0.86813814800613431, 0.46200960690460613,
      -0.22784308068905074, 0.081780138248139636, 0.14606294244091106},
  }},
  {op = "var", lua = "tensor.var(a, 1, false, true)", inputs = {"f2x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {2.0621969699859619, 0.13095303937240033, 0.89717214542019974}},
  }, grads = {
    {1.1139000774128363, -0.35635430326487949, 0.25954514195746015,
      -1.1139000774128363, 0.35635430326487949, -0.25954514195746015},
  }},
  {op = "var", lua = "tensor.var(a, 1, {correction = 0.5})", inputs = {"f3x2"}, results = {
    {shape = {2}, dtype = "float64",
      {0.2659840354541757, 0.060651178570014966}},
  }, grads = {
    {0.21027470812684898, -0.047385053862308277, -0.055122577940073823,
      0.034979619165596894, -0.15515213018677515, 0.012405434696711383},
  }},
  {op = "var", lua = "tensor.var(a, {1, 2}, {correction = 2, keepdim = true})", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {2.7973988651972874}},
  }, grads = {
    {-0.10225540414808165, -0.036109556323253855, 0.095803408804613355,
      0.058395727952529342, -0.091374084466906424, 0.075539908181099236},
  }},
  {op = "var", lua = "tensor.var(a, 1)", inputs = {"f3x0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "var", lua = "tensor.var(a, 2)", inputs = {"f2x0"}, results = {
    {shape = {2}, dtype = "float64",
      {nan, nan}},
  }, grads = {
    {},
  }},
}
