-- Recorded by spec/record/ops.py (ops/view.py) with PyTorch 2.15.0.
return {
  {op = "view_dtype", lua = "a:view(\"int64\")", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {4.6059178515790561e+18, -4.61553039211443e+18, -4.6180831767937679e+18,
      4.6052168141321011e+18, -4.6253921781919252e+18, -4.6213987605497774e+18}},
  }},
  {op = "view_dtype", lua = "a:view(\"int64\"):view(\"float64\")", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.99061942100524902, -1.5901422500610352, 1.7332818508148193,
      0.22704124450683594, 0.98106288909912109, 0.73966169357299805}},
  }},
  {op = "view_dtype", lua = "a:float():view(\"int32\")", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "int32",
      {1071129504, 1062382240, 1070173078, 1051387320, 1058621832, -1078165776}},
  }},
  {op = "view_dtype", lua = "a:float():view(\"int16\")", inputs = {"f2x2"}, results = {
    {shape = {2, 4}, dtype = "int16",
      {-30138, -16462, -26692, -16589, -31192, 16017, -18236, -16636}},
  }},
  {op = "view_dtype", lua = "a:view(\"uint8\")", inputs = {"f2"}, results = {
    {shape = {16}, dtype = "uint8",
      {0, 0, 0, 0, 6, 18, 200, 63, 0, 0, 0, 128, 217, 54, 235, 191}},
  }},
  {op = "view_dtype", lua = "a:float():view(\"float64\")", inputs = {"f3x4"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {0.21538910224633601, -0.49558418895992018, 0.11395956569558502,
      0.01029860041196589, 0.03783071779432684, 0.001976341464904878}},
  }},
  {op = "view_dtype", lua = "a:half():view(\"bfloat16\")", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "bfloat16",
      {3.2363459467887878e-08, 1.7285346984863281e-05, 1.8905848264694214e-07,
      -0.012451171875, 3.637978807091713e-10, 2.6775524020195007e-09}},
  }},
  {op = "view_dtype", lua = "a:view(\"int64\")", inputs = {"f:"}, results = {
    {shape = {}, dtype = "int64",
      {-4.631016927492309e+18}},
  }},
  {op = "view_dtype", lua = "a:int():view(\"int8\")", inputs = {"i2x2:-9:999"}, results = {
    {shape = {2, 8}, dtype = "int8",
      {109, 1, 0, 0, 3, 2, 0, 0, 16, 3, 0, 0, 127, 1, 0, 0}},
  }},
  {op = "view_dtype", lua = "a:view(\"float64\"):view(\"int64\")", inputs = {"i2x2:-9:999"}, results = {
    {shape = {2, 2}, dtype = "int64",
      {710, 182, 895, 223}},
  }},
  {op = "view_dtype", lua = "a:gt(0):view(\"uint8\")", inputs = {"f4"}, results = {
    {shape = {4}, dtype = "uint8",
      {1, 0, 1, 1}},
  }},
  {op = "view_dtype", lua = "a:gt(0):view(\"uint8\"):view(\"bool\")", inputs = {"f4"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 0, 1, 0}},
  }},
  {op = "view_dtype", lua = "a:float():t():view(\"int32\")", inputs = {"f2x3"}, results = {
    {shape = {3, 2}, dtype = "int32",
      {982704128, -1100275376, -1077071058, 1073636678, 1054668792, -1092222728}},
  }},
  {op = "view_dtype", lua = "a:float()[{{}, {3, 4}}]:view(\"float64\")", inputs = {"f3x4"}, results = {
    {shape = {3, 1}, dtype = "float64",
      {0.016911011143703636, 3.6382557468109355e-06, -0.054537378195345654}},
  }},
}
