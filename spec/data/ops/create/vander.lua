-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "vander", lua = "a:vander()", inputs = {"f3"}, results = {
    {shape = {3, 3}, dtype = "float64",
      {2.186953270430422, -1.4788351058959961, 1, 0.92382156423832384,
      -0.96115636825561523, 1, 0.14967957835784773, 0.38688445091247559, 1}},
  }},
  {op = "vander", lua = "a:vander(2)", inputs = {"f3"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {0.5769505500793457, 1, 1.8810861110687256, 1, 0.17379856109619141, 1}},
  }},
  {op = "vander", lua = "a:vander({N = 5, increasing = true})", inputs = {"f3"}, results = {
    {shape = {3, 5}, dtype = "float64",
      {1, 1.6789219379425049, 2.8187788737046162, 4.7325096892715459,
      7.9455143388434655, 1, 0.56363654136657715, 0.31768615076367723, 0.17905952325650001,
      0.10092449038704185, 1, 0.062940597534179688, 0.0039615188179595862, 0.00024934036154527356,
      1.5693631345047917e-05}},
  }},
  {op = "vander", lua = "a:vander(0)", inputs = {"f3"}, results = {
    {shape = {3, 0}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander(1, true)", inputs = {"f3"}, results = {
    {shape = {3, 1}, dtype = "float64",
      {1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"i4:-3:3"}, results = {
    {shape = {4, 4}, dtype = "int64",
      {-8, 4, -2, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander(2)", inputs = {"i4:-3:3"}, results = {
    {shape = {4, 2}, dtype = "int64",
      {1, 1, 0, 1, 0, 1, -3, 1}},
  }},
  {op = "vander", lua = "a:vander({N = 5, increasing = true})", inputs = {"i4:-3:3"}, results = {
    {shape = {4, 5}, dtype = "int64",
      {1, 3, 9, 27, 81, 1, -2, 4, -8, 16, 1, -2, 4, -8, 16, 1, 1, 1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander(0)", inputs = {"i4:-3:3"}, results = {
    {shape = {4, 0}, dtype = "int64",
      {}},
  }},
  {op = "vander", lua = "a:vander(1, true)", inputs = {"i4:-3:3"}, results = {
    {shape = {4, 1}, dtype = "int64",
      {1, 1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"f0"}, results = {
    {shape = {0, 0}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander(2)", inputs = {"f0"}, results = {
    {shape = {0, 2}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander({N = 5, increasing = true})", inputs = {"f0"}, results = {
    {shape = {0, 5}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander(0)", inputs = {"f0"}, results = {
    {shape = {0, 0}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander(1, true)", inputs = {"f0"}, results = {
    {shape = {0, 1}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"f1"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {1}},
  }},
  {op = "vander", lua = "a:vander(2)", inputs = {"f1"}, results = {
    {shape = {1, 2}, dtype = "float64",
      {0.57385015487670898, 1}},
  }},
  {op = "vander", lua = "a:vander({N = 5, increasing = true})", inputs = {"f1"}, results = {
    {shape = {1, 5}, dtype = "float64",
      {1, 1.6758215427398682, 2.8083778431110318, 4.7063400896387924,
      7.88698610967697}},
  }},
  {op = "vander", lua = "a:vander(0)", inputs = {"f1"}, results = {
    {shape = {1, 0}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander(1, true)", inputs = {"f1"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {1}},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"b3"}, results = {
    {shape = {3, 3}, dtype = "int64",
      {0, 0, 1, 0, 0, 1, 1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander(2)", inputs = {"b3"}, results = {
    {shape = {3, 2}, dtype = "int64",
      {1, 1, 1, 1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander({N = 5, increasing = true})", inputs = {"b3"}, results = {
    {shape = {3, 5}, dtype = "int64",
      {1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander(0)", inputs = {"b3"}, results = {
    {shape = {3, 0}, dtype = "int64",
      {}},
  }},
  {op = "vander", lua = "a:vander(1, true)", inputs = {"b3"}, results = {
    {shape = {3, 1}, dtype = "int64",
      {1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"=0,2,0.5"}, results = {
    {shape = {3, 3}, dtype = "float64",
      {0, 0, 1, 4, 2, 1, 0.25, 0.5, 1}},
  }},
  {op = "vander", lua = "a:vander(2)", inputs = {"=0,2,0.5"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {0, 1, 2, 1, 0.5, 1}},
  }},
  {op = "vander", lua = "a:vander({N = 5, increasing = true})", inputs = {"=0,2,0.5"}, results = {
    {shape = {3, 5}, dtype = "float64",
      {1, 0, 0, 0, 0, 1, 2, 4, 8, 16, 1, 0.5, 0.25, 0.125, 0.0625}},
  }},
  {op = "vander", lua = "a:vander(0)", inputs = {"=0,2,0.5"}, results = {
    {shape = {3, 0}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander(1, true)", inputs = {"=0,2,0.5"}, results = {
    {shape = {3, 1}, dtype = "float64",
      {1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander(4, true)", inputs = {"f3"}, results = {
    {shape = {3, 4}, dtype = "float64",
      {1, -1.2387256622314453, 1.5344412662707327, -1.900751773716471, 1,
      -0.58481287956237793, 0.34200610410204035, -0.20000957456782462, 1, 1.4145855903625488,
      2.0010523924613608, 2.8306598799363449}},
  }, grads = {
    {-3.9809266027924544, 0.19592785080758188, 0.073481773301852349},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"f3"}, results = {
    {shape = {3, 3}, dtype = "float64",
      {2.186953270430422, -1.4788351058959961, 1, 0.92382156423832384,
      -0.96115636825561523, 1, 0.14967957835784773, 0.38688445091247559, 1}},
  }, grads = {
    {-0.00016566059275646694, -0.35759485774997302, 0.57680536631153245},
  }},
  {op = "vander", lua = "a:vander(4, true)", inputs = {"=2,0.5,-1"}, results = {
    {shape = {3, 4}, dtype = "float64",
      {1, 2, 4, 8, 1, 0.5, 0.25, 0.125, 1, -1, 1, -1}},
  }, grads = {
    {6.4379879236221313, 1.213092714548111, 2.3042924404144287},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"=2,0.5,-1"}, results = {
    {shape = {3, 3}, dtype = "float64",
      {4, 2, 1, 0.25, 0.5, 1, 1, -1, 1}},
  }, grads = {
    {3.2053639888763428, 0.022148370742797852, -1.9465343952178955},
  }},
}
