-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
return {
  {op = "bincount", lua = "a:bincount()", inputs = {"p9:5"}, results = {
    {shape = {5}, dtype = "int64",
      {1, 4, 1, 1, 2}},
  }},
  {op = "bincount", lua = "a:bincount(b)", inputs = {"p9:5", "f9"}, results = {
    {shape = {4}, dtype = "float64",
      {-1.9496407508850098, -1.6714766025543213, -0.31407308578491211,
      -0.18352484703063965}},
  }},
  {op = "bincount", lua = "a:bincount(b:float(), 8)", inputs = {"p9:5", "f9"}, results = {
    {shape = {8}, dtype = "float32",
      {-1.3032753467559814, 2.5193548202514648, -1.4088814258575439,
      -1.0745842456817627, 1.3010735511779785, 0, 0, 0}},
  }},
  {op = "bincount", lua = "a:bincount(b)", inputs = {"p9:5", "i9:-3:3"}, results = {
    {shape = {5}, dtype = "float64",
      {1, -1, -4, 0, -5}},
  }},
  {op = "bincount", lua = "a:bincount{minlength = 7}", inputs = {"p3:5"}, results = {
    {shape = {7}, dtype = "int64",
      {1, 0, 1, 0, 1, 0, 0}},
  }},
  {op = "bincount", lua = "a:bincount{minlength = 2}", inputs = {"p0:5"}, results = {
    {shape = {2}, dtype = "int64",
      {0, 0}},
  }},
  {op = "bincount", lua = "a:bincount()", inputs = {"p0:5"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
}
