-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "std", lua = "tensor.std(a)", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {0.93600971274092559}},
  }, grads = {
    {-0.096822982744234537, 0.15874889580095503, 0.024149610957859041,
      -0.047284056849198827, -0.038791467165380712},
  }},
  {op = "std", lua = "tensor.std(a:detach())", inputs = {"f1"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }},
  {op = "std", lua = "tensor.std(a:detach())", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }},
  {op = "std", lua = "tensor.std(a, -1)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {0.92723302379250561, 1.5829992519739478}},
  }, grads = {
    {0.019532537993905367, -0.21860641451427454, 0.19907387652036915,
      0.092880330595867505, -0.27274956312107368, 0.17986923252520623},
  }},
  {op = "std", lua = "tensor.std(a, 1, false, true)", inputs = {"f2x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {0.2111351490020752, 0.31028831005096436, 0.62835967540740967}},
  }, grads = {
    {0.38800901174545288, -0.002227485179901123, 0.058775424957275391,
      -0.38800901174545288, 0.002227485179901123, -0.058775424957275391},
  }},
  {op = "std", lua = "tensor.std(a, 1, {correction = 0.5})", inputs = {"f3x2"}, results = {
    {shape = {2}, dtype = "float64",
      {1.2636561897929823, 0.74701381890626506}},
  }, grads = {
    {-0.16578917832440571, 0.26862349991785645, -0.23423721838972764,
      0.16309175623121155, 0.40002639671413337, -0.43171525614906792},
  }},
  {op = "std", lua = "tensor.std(a, {1, 2}, {correction = 2, keepdim = true})", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {1.8662967324283239}},
  }, grads = {
    {-0.05632465831199427, 0.093574425774387654, -0.047532872799826521,
      -0.042938337958572742, 0.10787242852748546, -0.054650985231479626},
  }},
  {op = "std", lua = "tensor.std(a, 1)", inputs = {"f3x0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "std", lua = "tensor.std(a, 2)", inputs = {"f2x0"}, results = {
    {shape = {2}, dtype = "float64",
      {nan, nan}},
  }, grads = {
    {},
  }},
}
