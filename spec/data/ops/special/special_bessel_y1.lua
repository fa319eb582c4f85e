-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "special_bessel_y1", lua = "tensor.special.bessel_y1(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-2.149322025700354, -0.2995749663762643, -0.4007490350436716,
      -0.44382284744641276, -0.64209839592994156, -0.63186094730811815}},
  }, grads = {
    {1.6344605039680531, -0.25545791071492141, -0.63959126226389273,
      -0.15701953790660136, -0.65853605144422256, -0.56392643426466016},
  }},
  {op = "special_bessel_y1", lua = "tensor.special.bessel_y1(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {-0.44324772565973397}},
  }, grads = {
    {0.1597454834501684},
  }},
  {op = "special_bessel_y1", lua = "tensor.special.bessel_y1(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_bessel_y1", lua = "tensor.special.bessel_y1(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {-inf, -inf, -0.7812128213002888, nan, nan, -1.4714723926702433, nan,
      -0.25397298594624562, -6.3661977236758133e+299}},
  }},
  {op = "special_bessel_y1", lua = "tensor.special.bessel_y1(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-0.10703249275684357, 0.32467430830001831, -inf, 0.32467430830001831}},
  }},
  {op = "special_bessel_y1", lua = "tensor.special.bessel_y1(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {-1.3589409589767456, -0.69715476036071777, -0.22478675842285156,
      -1.9179680347442627, -4.7406201362609863, -1.2626792192459106}},
  }, grads = {
    {1.7122688293457031, -0.69960445165634155, -0.23695805668830872,
      1.902783989906311, -28.207754135131836, 1.1752583980560303},
  }},
}
