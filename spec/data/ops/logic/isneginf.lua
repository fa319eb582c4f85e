-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "isneginf", lua = "a:isneginf()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "bool",
      {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0}},
  }},
  {op = "isneginf", lua = "a:isneginf()", inputs = {"i2x3:-2:2"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {0, 0, 0, 0, 0, 0}},
  }},
  {op = "isneginf", lua = "a:isneginf()", inputs = {"u8-3:0:9"}, results = {
    {shape = {3}, dtype = "bool",
      {0, 0, 0}},
  }},
  {op = "isneginf", lua = "a:isneginf()", inputs = {"b3"}, results = {
    {shape = {3}, dtype = "bool",
      {0, 0, 0}},
  }},
  {op = "isneginf", lua = "a:half():isneginf()", inputs = {"=0,-0.0,inf,-inf,nan,-1"}, results = {
    {shape = {6}, dtype = "bool",
      {0, 0, 0, 1, 0, 0}},
  }},
}
