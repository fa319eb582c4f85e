-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "isinf", lua = "a:isinf()", inputs = {"~0,0,-0.0,0,1,-0.0,inf,1,1,-inf,nan,0,2,nan,-3,4,1e-300,0,inf,nan,-inf,inf"}, results = {
    {shape = {11}, dtype = "bool",
      {0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1}},
  }},
}
