-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "isnan", lua = "a:isnan()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "bool",
      {0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0}},
  }},
  {op = "isnan", lua = "a:isnan()", inputs = {"i4:0:2"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 0, 0, 0}},
  }},
}
