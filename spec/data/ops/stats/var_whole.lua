-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
return {
  {op = "var_whole", lua = "tensor.var(a, false)", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {0.36185779039069937}},
  }, grads = {
    {0.0078360842733755081, -0.099488048751352504, -0.08344537980120334,
      0.047170627460783654, -0.091395930206093434, 0.21932264702449006},
  }},
  {op = "var_whole", lua = "tensor.var(a, true)", inputs = {"f4"}, results = {
    {shape = {}, dtype = "float64",
      {1.1916657353069315}},
  }, grads = {
    {0.80483750127768872, -0.43406567591830481, -0.73509650115965997,
      0.36432467580027605},
  }},
}
