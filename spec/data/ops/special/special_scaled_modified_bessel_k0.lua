-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "special_scaled_modified_bessel_k0", lua = "tensor.special.scaled_modified_bessel_k0(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.83418613948396836, 0.88874352002711754, 1.4163237252001895,
      1.0163282010229608, 1.8534263942534515, 1.2984706990203081}},
  }},
  {op = "special_scaled_modified_bessel_k0", lua = "tensor.special.scaled_modified_bessel_k0(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {0.91851717456416415}},
  }},
  {op = "special_scaled_modified_bessel_k0", lua = "tensor.special.scaled_modified_bessel_k0(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }},
  {op = "special_scaled_modified_bessel_k0", lua = "tensor.special.scaled_modified_bessel_k0(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {inf, inf, 1.1444630798068944, nan, nan, 1.5241093857739099, nan,
      0.89414908415721739, 690.8914594138721}},
  }},
  {op = "special_scaled_modified_bessel_k0", lua = "tensor.special.scaled_modified_bessel_k0(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {1.1444631814956665, 0.69776159524917603, 0.84156829118728638,
      0.60929769277572632}},
  }},
  {op = "special_scaled_modified_bessel_k0", lua = "tensor.special.scaled_modified_bessel_k0(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {1.025517463684082, 1.0384933948516846, 1.0451869964599609,
      0.90157747268676758, 1.0520308017730713, 1.0694650411605835}},
  }},
}
