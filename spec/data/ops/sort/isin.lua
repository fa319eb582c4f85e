-- Recorded by spec/record/ops.py (ops/sort.py) with PyTorch 2.15.0.
return {
  {op = "isin", lua = "tensor.isin(a, b)", inputs = {"i2x5:0:9", "i2x2:0:9"}, results = {
    {shape = {2, 5}, dtype = "bool",
      {0, 0, 1, 0, 0, 1, 0, 1, 0, 0}},
  }},
  {op = "isin", lua = "tensor.isin(a, b, {invert = true})", inputs = {"i2x5:0:9", "i2x2:0:9"}, results = {
    {shape = {2, 5}, dtype = "bool",
      {0, 1, 1, 1, 1, 1, 1, 0, 0, 1}},
  }},
  {op = "isin", lua = "tensor.isin(a, b, {assume_unique = true})", inputs = {"i2x5:0:9", "i2x2:0:9"}, results = {
    {shape = {2, 5}, dtype = "bool",
      {0, 0, 1, 1, 0, 0, 0, 1, 0, 1}},
  }},
  {op = "isin", lua = "tensor.isin(a, 2)", inputs = {"i6:0:4"}, results = {
    {shape = {6}, dtype = "bool",
      {0, 0, 0, 1, 0, 0}},
  }},
  {op = "isin", lua = "tensor.isin(2, a)", inputs = {"i6:0:4"}, results = {
    {shape = {}, dtype = "bool",
      {1}},
  }},
  {op = "isin", lua = "a:isin(b)", inputs = {"=1,nan,2,inf", "=nan,inf,2"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 0, 1, 1}},
  }},
  {op = "isin", lua = "tensor.isin(a, b)", inputs = {"i4:0:3", "f0"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 0, 0, 0}},
  }},
  {op = "isin", lua = "tensor.isin(a, b)", inputs = {"i0:0:3", "f2"}, results = {
    {shape = {0}, dtype = "bool",
      {}},
  }},
  {op = "isin", lua = "tensor.isin(a, b)", inputs = {"i5:0:3", "=1,2.5"}, results = {
    {shape = {5}, dtype = "bool",
      {1, 1, 0, 0, 0}},
  }},
  {op = "isin", lua = "tensor.isin(a, b)", inputs = {"u8-6:0:9", "i3:0:9"}, results = {
    {shape = {6}, dtype = "bool",
      {0, 0, 0, 0, 0, 0}},
  }},
}
