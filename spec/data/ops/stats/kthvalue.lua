-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "kthvalue", lua = "a:kthvalue(1)", inputs = {"f2x5"}, results = {
    {shape = {2}, dtype = "float64",
      {-1.4735369682312012, -0.42034125328063965}},
    {shape = {2}, dtype = "int64",
      {3, 5}},
  }, grads = {
    {0, 0, 0.3198922872543335, 0, 0, 0, 0, 0, 0, -0.70293152332305908},
  }},
  {op = "kthvalue", lua = "a:kthvalue(3)", inputs = {"f2x5"}, results = {
    {shape = {2}, dtype = "float64",
      {-0.18511581420898438, -0.20887970924377441}},
    {shape = {2}, dtype = "int64",
      {2, 1}},
  }, grads = {
    {0, 0.6025998592376709, 0, 0, 0, -0.89872825145721436, 0, 0, 0, 0},
  }},
  {op = "kthvalue", lua = "a:kthvalue(5)", inputs = {"f2x5"}, results = {
    {shape = {2}, dtype = "float64",
      {1.9787545204162598, 1.1302168369293213}},
    {shape = {2}, dtype = "int64",
      {4, 4}},
  }, grads = {
    {0, 0, 0, 0.8853074312210083, 0, 0, 0, 0, 0.90547502040863037, 0},
  }},
  {op = "kthvalue", lua = "a:kthvalue(2, 1, true)", inputs = {"f4x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {-1.6261138916015625, -0.49246811866760254, -0.234710693359375}},
    {shape = {1, 3}, dtype = "int64",
      {4, 1, 1}},
  }, grads = {
    {0, 0.070916295051574707, 0.49876749515533447, 0, 0, 0, 0, 0, 0,
      0.70543813705444336, 0, 0},
  }},
  {op = "kthvalue", lua = "a:kthvalue(2, {dim = -2})", inputs = {"f2x3x2"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {-0.62511205673217773, 1.2795944213867188, 0.28698563575744629,
      -0.21595907211303711}},
    {shape = {2, 2}, dtype = "int64",
      {3, 1, 3, 3}},
  }, grads = {
    {0, 0.10091769695281982, 0, 0, -0.004671931266784668, 0, 0, 0, 0, 0,
      0.66985404491424561, -0.64624273777008057},
  }},
  {op = "kthvalue", lua = "a:kthvalue(1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-1.2316286563873291}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.26546800136566162},
  }},
  {op = "kthvalue", lua = "a:kthvalue(4)", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {3}},
    {shape = {}, dtype = "int64",
      {5}},
  }, grads = {
    {0, 0, 0, 0, -0.62789857387542725, 0},
  }},
  {op = "kthvalue", lua = "a:kthvalue(5)", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "int64",
      {2}},
  }, grads = {
    {0, 0.04925072193145752, 0, 0, 0, 0},
  }},
  {op = "kthvalue", lua = "a:kthvalue(1)", inputs = {"i9:0:3"}, results = {
    {shape = {}, dtype = "int64",
      {0}},
    {shape = {}, dtype = "int64",
      {8}},
  }},
  {op = "kthvalue", lua = "a:kthvalue(2)", inputs = {"i9:0:3"}, results = {
    {shape = {}, dtype = "int64",
      {0}},
    {shape = {}, dtype = "int64",
      {5}},
  }},
  {op = "kthvalue", lua = "a:kthvalue(4)", inputs = {"i9:0:3"}, results = {
    {shape = {}, dtype = "int64",
      {1}},
    {shape = {}, dtype = "int64",
      {1}},
  }},
  {op = "kthvalue", lua = "a:kthvalue(7)", inputs = {"i9:0:3"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
    {shape = {}, dtype = "int64",
      {8}},
  }},
  {op = "kthvalue", lua = "a:kthvalue(9)", inputs = {"i60:0:9"}, results = {
    {shape = {}, dtype = "int64",
      {1}},
    {shape = {}, dtype = "int64",
      {2}},
  }},
}
