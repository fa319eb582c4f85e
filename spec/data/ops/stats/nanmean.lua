-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "nanmean", lua = "a:nanmean()", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {0.625}},
  }, grads = {
    {0.034722775220870972, 0, 0.034722775220870972, 0, 0.034722775220870972,
      0.034722775220870972},
  }},
  {op = "nanmean", lua = "a:nanmean()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {1.8591403961181641}},
  }, grads = {
    {-0.5737985372543335},
  }},
  {op = "nanmean", lua = "a:nanmean()", inputs = {"f0"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }, grads = {
    {},
  }},
  {op = "nanmean", lua = "a:nanmean(2)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {-1.0079197088877361, 0.0087321599324544277}},
  }, grads = {
    {-0.19931232929229736, -0.19931232929229736, -0.19931232929229736,
      -0.18306799729665121, -0.18306799729665121, -0.18306799729665121},
  }},
  {op = "nanmean", lua = "a:nanmean({1, -1}, true)", inputs = {"f2x3x2"}, results = {
    {shape = {1, 3, 1}, dtype = "float64",
      {1.2608217000961304, -0.5522570013999939, 0.033443689346313477}},
  }, grads = {
    {0.17031580209732056, 0.17031580209732056, 0.063205957412719727,
      0.063205957412719727, 0.037161976099014282, 0.037161976099014282, 0.17031580209732056,
      0.17031580209732056, 0.063205957412719727, 0.063205957412719727, 0.037161976099014282,
      0.037161976099014282},
  }},
  {op = "nanmean", lua = "a:nanmean{dim = 1, dtype = \"float32\"}", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float32",
      {0.625}},
  }, grads = {
    {0.16697129607200623, 0, 0.16697129607200623, 0, 0.16697129607200623,
      0.16697129607200623},
  }},
  {op = "nanmean", lua = "a:detach():to(\"float16\"):nanmean()", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float16",
      {0.625}},
  }},
  {op = "nanmean", lua = "a:detach():nanmean()", inputs = {"=nan,nan"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }},
}
