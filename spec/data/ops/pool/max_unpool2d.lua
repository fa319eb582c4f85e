-- Recorded by spec/record/ops.py (ops/pool.py) with PyTorch 2.15.0.
return {
  {op = "max_unpool2d", lua = "nn.functional.max_unpool2d(nn.functional.max_pool2d(a, 2), (select(2, nn.functional.max_pool2d(a, 2, {return_indices = true}))), 2)", inputs = {"f1x1x4x4"}, results = {
    {shape = {1, 1, 4, 4}, dtype = "float64",
      {0, 0, 0, 0, 0, 0.86393928527832031, 1.726482629776001, 0, 1.8114538192749023,
      0, 1.9586291313171387, 0, 0, 0, 0, 0}},
  }, grads = {
    {0, 0, 0, 0, 0, -0.076657295227050781, 0.52267777919769287, 0,
      -0.71430075168609619, 0, 0.15809881687164307, 0, 0, 0, 0, 0},
  }},
  {op = "max_unpool2d", lua = "nn.functional.max_unpool2d(nn.functional.max_pool2d(a, 2), (select(2, nn.functional.max_pool2d(a, 2, {return_indices = true}))), 2, {output_size = {5, 4}})", inputs = {"f1x1x4x4"}, results = {
    {shape = {1, 1, 5, 4}, dtype = "float64",
      {1.144890308380127, 0, 0, 0, 0, 0, 0, 1.5607743263244629, 0,
      1.5227334499359131, 0, 1.2557346820831299, 0, 0, 0, 0, 0, 0, 0, 0}},
  }, grads = {
    {-0.5439077615737915, 0, 0, 0, 0, 0, 0, 0.80680012702941895, 0,
      -0.96395111083984375, 0, 0.81358659267425537, 0, 0, 0, 0},
  }},
  {op = "max_unpool2d", lua = "nn.functional.max_unpool2d(a:detach(), b, 2, 3, 1)", inputs = {"f2x2x2", "p2x2x2:9"}, results = {
    {shape = {2, 3, 3}, dtype = "float64",
      {-0.63522982597351074, 0, -1.6997315883636475, 0, 0, 0, 0.07560420036315918,
      1.035245418548584, 0, 1.1935312747955322, 0, 0, -0.22917461395263672, 0, 0,
      -1.8060009479522705, 0, -0.61154508590698242}},
  }},
}
