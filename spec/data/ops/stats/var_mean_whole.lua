-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
return {
  {op = "var_mean_whole", lua = "tensor.var_mean(a, false)", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {2.5524131840600845}},
    {shape = {}, dtype = "float64",
      {0.35891016324361164}},
  }, grads = {
    {0.089595629899412818, 0.083162455857449108, 0.059997945053109139,
      0.056716445805474483, 0.089658980146535019, 0.07837424621043157},
  }},
  {op = "var_mean_whole", lua = "tensor.var_mean(a, true)", inputs = {"f4"}, results = {
    {shape = {}, dtype = "float64",
      {0.73627577037562253}},
    {shape = {}, dtype = "float64",
      {0.41549575328826904}},
  }, grads = {
    {-0.090841525729284001, -0.50326221577708452, 0.07744643728531736,
      -0.20537226254378044},
  }},
}
