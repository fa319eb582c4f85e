-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {-0.31388664245605469}},
  }, grads = {
    {0, -0.062661051750183105, 0, 0, 0},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"f6"}, results = {
    {shape = {}, dtype = "float64",
      {-0.4742283821105957}},
  }, grads = {
    {0, 0, 0.54005801677703857, 0, 0, 0},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {-0.30618524551391602}},
  }, grads = {
    {0, 0, 0, 0, 0, 0.11065983772277832},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-0.54523634910583496}},
  }, grads = {
    {0.75009429454803467},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"f1"}, results = {
    {shape = {}, dtype = "float64",
      {-0.5591883659362793}},
  }, grads = {
    {-0.88257348537445068},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"=1,2,2,3"}, results = {
    {shape = {}, dtype = "float64",
      {2}},
  }, grads = {
    {0, 0.28531444072723389, 0.28531444072723389, 0},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"i6:-9:9"}, results = {
    {shape = {}, dtype = "int64",
      {4}},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"i8-5:-9:9"}, results = {
    {shape = {}, dtype = "int8",
      {-4}},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"u8-4:0:9"}, results = {
    {shape = {}, dtype = "uint8",
      {4}},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {0.5}},
  }, grads = {
    {0, 0, 0, 0, 0, 0.60528385639190674},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"f0"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }, grads = {
    {},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"=inf,-inf,inf,0"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {0, 0, 0, 0.27957403659820557},
  }},
  {op = "nanmedian", lua = "a:detach():to(\"float16\"):nanmedian()", inputs = {"f7"}, results = {
    {shape = {}, dtype = "float16",
      {0.490478515625}},
  }},
}
