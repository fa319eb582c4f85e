-- Recorded by spec/record/ops.py (ops/arithmetic.py) with PyTorch 2.15.0.
return {
  {op = "heaviside", lua = "a:heaviside(b)", inputs = {"=0,-0.0,1,-1,inf,-inf,nan", "=0.5,0.25,9,9,9,9,9"}, results = {
    {shape = {7}, dtype = "float64",
      {0.5, 0.25, 1, 0, 1, 0, 0}},
  }},
  {op = "heaviside", lua = "a:heaviside(b)", inputs = {"f2x3", "f3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0, 1, 1, 0, 0, 0}},
  }},
  {op = "heaviside", lua = "a:heaviside(b)", inputs = {"i2x3:-1:1", "i3:5:9"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {8, 1, 0, 0, 0, 9}},
  }},
  {op = "heaviside", lua = "a:heaviside(b)", inputs = {"b4", "b4"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 0, 0, 1}},
  }},
  {op = "heaviside", lua = "a:heaviside(b)", inputs = {"f:", "f0x2"}, results = {
    {shape = {0, 2}, dtype = "float64",
      {}},
  }},
}
