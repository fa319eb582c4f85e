-- Recorded by spec/record/ops.py (ops/math.py) with PyTorch 2.15.0.
return {
  {op = "positive", lua = "a:positive()", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.041318893432617188, 0.66743826866149902, 0.68732357025146484,
      0.32941079139709473, 1.5534372329711914, 0.065334558486938477}},
  }, grads = {
    {0.11928808689117432, 0.63696527481079102, -0.70848321914672852,
      0.47511518001556396, -0.32278382778167725, 0.83668816089630127},
  }},
  {op = "positive", lua = "a:positive()", inputs = {"u8-3:0:9"}, results = {
    {shape = {3}, dtype = "uint8",
      {1, 8, 9}},
  }},
}
