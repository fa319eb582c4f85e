-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.18935614551041924, 0.21196215404877164, 0.34498878265858463,
      0.21399300597476736, 0.5318392889098067, 0.30401450801231111}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a)", inputs = {"u:"}, results = {
    {shape = {}, dtype = "float64",
      {0.3020310929478478}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a)", inputs = {"u0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a)", inputs = {"=0,-0.0,1,-1,nan,0.5,2,8,-1.5,1e-300"}, results = {
    {shape = {10}, dtype = "float64",
      {0.35502805388781722, 0.35502805388781722, 0.13529241631288144,
      0.53556088329235207, nan, 0.23169360648083345, 0.03492413042327433, 4.6922076160992243e-08,
      0.46425657774886947, 0.35502805388781722}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.034924115985631943, 0.13529238104820251, 0.00095156370662152767,
      0.35502806305885315}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a:float())", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.48112118244171143, 0.2922358512878418, 0.47193849086761475,
      0.19364875555038452, 0.48670503497123718, 0.33285298943519592}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a)", inputs = {"=1.5,1.4999,0.5,-0.5,-1.5,2.5"}, results = {
    {shape = {6}, dtype = "float64",
      {0.071749497008105331, 0.071759235747523312, 0.23169360648083345,
      0.47572809161053953, 0.46425657774886947, 0.015725923380470484}},
  }},
}
