-- Recorded by spec/record/ops.py (ops/activation.py) with PyTorch 2.15.0.
return {
  {op = "relu", lua = "nn.functional.relu(a:clone(), {inplace = true})", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.4082014560699463, 0, 1.4305408000946045, 0, 0, 0.55269622802734375}},
  }, grads = {
    {0.92280387878417969, 0, 0.6261749267578125, 0, 0, 0.27009046077728271},
  }},
}
