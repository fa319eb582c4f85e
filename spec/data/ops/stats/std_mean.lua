-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "std_mean", lua = "tensor.std_mean(a)", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {1.4652382285074119}},
    {shape = {}, dtype = "float64",
      {0.87230734825134282}},
  }, grads = {
    {0.032584839695151052, 0.032107312779869002, -0.55065554036054931,
      -0.083523061625471406, -0.13393836185221955},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a:detach())", inputs = {"f1"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "float64",
      {-1.8546092510223389}},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a:detach())", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "float64",
      {-1.8406572341918945}},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a, -1)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {1.3346755187009445, 0.37946201009411051}},
    {shape = {2}, dtype = "float64",
      {-0.13474734624226892, 1.0003999074300129}},
  }, grads = {
    {-0.029265217763890294, 0.053397310709833445, -0.63826676224983725,
      0.37186461411895239, -0.046400003774434095, -0.25833750177060455},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a, 1, false, true)", inputs = {"f2x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {1.2271976470947266, 1.2929729223251343, 1.6504442691802979}},
    {shape = {1, 3}, dtype = "float64",
      {0.63249921798706055, -0.058501362800598145, 0.20751404762268066}},
  }, grads = {
    {-0.11404234170913696, 0.18864613771438599, -0.24766337871551514,
      -0.020704209804534905, -0.64343315362930298, 0.44119417667388916},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a, 1, {correction = 0.5})", inputs = {"f3x2"}, results = {
    {shape = {2}, dtype = "float64",
      {0.31089372833122925, 1.0092109057043437}},
    {shape = {2}, dtype = "float64",
      {1.3095703125, -0.98560214042663574}},
  }, grads = {
    {-0.24192833135380082, 0.37094196541842372, -0.37752652022900651,
      0.10611691999898396, 0.10349391980485326, 0.2917568704267085},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a, {1, 2}, {correction = 2, keepdim = true})", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {1.3584901326789993}},
    {shape = {1, 1}, dtype = "float64",
      {0.20790004730224609}},
  }, grads = {
    {-0.043797715756789826, 0.13170727278241115, 0.27642544070264363,
      0.31777457686274235, -0.0060479358050309906, -0.11417592425503149},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a, 1)", inputs = {"f3x0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
    {shape = {0}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a, 2)", inputs = {"f2x0"}, results = {
    {shape = {2}, dtype = "float64",
      {nan, nan}},
    {shape = {2}, dtype = "float64",
      {nan, nan}},
  }, grads = {
    {},
  }},
}
