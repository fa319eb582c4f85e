-- Recorded by spec/record/ops.py (ops/index.py) with PyTorch 2.15.0.
return {
  {op = "masked_select", lua = "a:masked_select(b)", inputs = {"f2x3", "b3"}, results = {
    {shape = {2}, dtype = "float64",
      {0.56767749786376953, 0.46541738510131836}},
  }, grads = {
    {0, 0, -0.52350771427154541, 0, 0, 0.80333924293518066},
  }},
  {op = "masked_select", lua = "a:masked_select(b)", inputs = {"f3", "b2x3"}, results = {
    {shape = {4}, dtype = "float64",
      {-1.272252082824707, 1.0946571826934814, -1.272252082824707,
      1.0946571826934814}},
  }, grads = {
    {-0.63655424118041992, 0, 0.78275978565216064},
  }},
  {op = "masked_select", lua = "a:masked_select(b)", inputs = {"f:", "b:"}, results = {
    {shape = {1}, dtype = "float64",
      {-1.0076839923858643}},
  }, grads = {
    {0.53416585922241211},
  }},
  {op = "masked_select", lua = "a:masked_select(b)", inputs = {"f0", "b0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
}
