-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "logical_not", lua = "a:logical_not()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "bool",
      {1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
  }},
  {op = "logical_not", lua = "a:logical_not()", inputs = {"i4:0:2"}, results = {
    {shape = {4}, dtype = "bool",
      {1, 0, 0, 0}},
  }},
  {op = "logical_not", lua = "a:clone():logical_not_()", inputs = {"i4:0:1"}, results = {
    {shape = {4}, dtype = "int64",
      {0, 1, 1, 1}},
  }},
}
