-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "isreal", lua = "a:isreal()", inputs = {"~1,0,1,1,2,-0.0,0,nan"}, results = {
    {shape = {4}, dtype = "bool",
      {1, 0, 1, 0}},
  }},
  {op = "isreal", lua = "a:isreal()", inputs = {"f3"}, results = {
    {shape = {3}, dtype = "bool",
      {1, 1, 1}},
  }},
}
