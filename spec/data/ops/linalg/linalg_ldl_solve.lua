-- Recorded by spec/record/ops.py (ops/linalg.py) with PyTorch 2.15.0.
return {
  {op = "linalg_ldl_solve", lua = "(function() local f, p = tensor.linalg.ldl_factor((a + a.mT):detach()); return tensor.linalg.ldl_solve(f, p, b:detach()) end)()", inputs = {"f3x3", "f3x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {0.21422560439426694, 0.6564307125001323, 0.58106559922260514,
      0.12288988349359845, -0.045735111601940152, 0.2952138354549495}},
  }},
  {op = "linalg_ldl_solve", lua = "(function() local f, p = tensor.linalg.ldl_factor((a + a.mT):detach()); return tensor.linalg.ldl_solve(f, p, b:detach()) end)()", inputs = {"f2x3x3", "f3x2"}, results = {
    {shape = {2, 3, 2}, dtype = "float64",
      {-0.25128375028535949, -0.25368119260464561, -2.0378406882246849,
      1.8437813511467811, 0.30923531125682069, -0.14352165563149311, 0.42091384493718531,
      0.05721012508889594, 0.15739855200728284, 0.23513203437193131, 0.77689192538791985,
      -0.38466430514398742}},
  }},
  {op = "linalg_ldl_solve", lua = "(function() local f, p = tensor.linalg.ldl_factor((a + a.mT):detach()); return tensor.linalg.ldl_solve(f, p, b:detach()) end)()", inputs = {"f4x4", "f4x1"}, results = {
    {shape = {4, 1}, dtype = "float64",
      {0.12482842350281431, 0.043823523917150609, 0.84748329188813054,
      0.62516509216089156}},
  }},
  {op = "linalg_ldl_solve", lua = "(function() local f, p = tensor.linalg.ldl_factor((a + a.mH):detach()); return tensor.linalg.ldl_solve(f, p, b:detach()) end)()", inputs = {"c3x3", "c3x2"}, results = {
    {shape = {3, 2}, dtype = "complex128",
      {0.29300158731501513, -0.59273790460330522, -0.18775366763745571,
      0.14487380346025791, 0.18014749453794704, -0.3807853789303085, 0.62460842665516558,
      1.0384329107235446, 0.15804291147607341, -0.37722744718539253, -0.91966840442123288,
      0.66886022509275811}},
  }},
  {op = "linalg_ldl_solve", lua = "(function() local f, p = tensor.linalg.ldl_factor((a + a.mH):detach()); return tensor.linalg.ldl_solve(f, p, b:detach()) end)()", inputs = {"c2x3x3", "c3x2"}, results = {
    {shape = {2, 3, 2}, dtype = "complex128",
      {-0.41017301466557909, 0.32372235800928612, 0.072018615553762891,
      0.28480445604316473, 0.13258194696858974, 0.33036994155502636, 0.0065420311329875821,
      -0.49523153802865871, 0.35687500189248189, 0.10920382688657747, 0.19626011502170812,
      -0.20463759515138041, -0.35351888380209801, -0.35369401362125569, 0.093706803066221395,
      0.30328943339628484, 0.03442542847561595, 0.47401520973243083, 0.1687919800627137,
      0.078634067995549006, 0.12109902750230839, -0.084010644583545305, -0.24017133381178246,
      0.12488280833071687}},
  }},
  {op = "linalg_ldl_solve", lua = "(function() local f, p = tensor.linalg.ldl_factor((a + a.mH):detach()); return tensor.linalg.ldl_solve(f, p, b:detach()) end)()", inputs = {"c4x4", "c4x1"}, results = {
    {shape = {4, 1}, dtype = "complex128",
      {0.8608399219113152, -0.76695433607711705, 0.24718341993219567,
      1.2890284184075813, 0.1472595557742101, 0.089288978223003079, -1.1221836064494344,
      -0.47566320760391456}},
  }},
  {op = "linalg_ldl_solve", lua = "(function() local f, p = tensor.linalg.ldl_factor((a + a.mT):detach(), false); return tensor.linalg.ldl_solve(f, p, b:detach(), false) end)()", inputs = {"c3x3", "c3x2"}, results = {
    {shape = {3, 2}, dtype = "complex128",
      {0.007024918399443858, 0.33215420689393332, 0.19593714617821975,
      0.32679123162482637, 0.29311593978182582, -0.19039577725761261, 0.34614633427102898,
      -0.16838323837857816, 1.0347438688600625, 0.77778773661912604, 0.4755835424817918,
      -0.15742076435169411}},
  }},
  {op = "linalg_ldl_solve", lua = "(function() local f, p = tensor.linalg.ldl_factor((a + a.mH):detach(), true); return tensor.linalg.ldl_solve(f, p, b:detach(), true) end)()", inputs = {"c3x3", "c3x2"}, results = {
    {shape = {3, 2}, dtype = "complex128",
      {-1.5997134069818746, -0.54947316881613339, -1.9232916080324542,
      0.84999557520962388, 0.63911348885388652, 1.1835321315852847, 1.3316588096454631,
      0.66655430975768426, -0.14321800704152138, -1.2983095893784047, -1.1986924255828733,
      -0.89530371504945538}},
  }},
}
