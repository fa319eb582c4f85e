-- Recorded by spec/record/ops.py (ops/reduce.py) with PyTorch 2.15.0.
return {
  {op = "min", lua = "a:min()", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {-1.2710516452789307}},
  }, grads = {
    {0, 0, 0, 0, 0, -0.1392669677734375},
  }},
  {op = "min", lua = "a:min()", inputs = {"=1,5,5,-2,-2"}, results = {
    {shape = {}, dtype = "float64",
      {-2}},
  }, grads = {
    {0, 0, 0, 0.12210685014724731, 0.12210685014724731},
  }},
  {op = "min", lua = "a:min()", inputs = {"u8-4:0:9"}, results = {
    {shape = {}, dtype = "uint8",
      {1}},
  }},
  {op = "min", lua = "a:min()", inputs = {"b3"}, results = {
    {shape = {}, dtype = "bool",
      {1}},
  }},
}
