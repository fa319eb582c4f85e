-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "median", lua = "a:median()", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {-1.0393416881561279}},
  }, grads = {
    {-0.06497347354888916, 0, 0, 0, 0},
  }},
  {op = "median", lua = "a:median()", inputs = {"f6"}, results = {
    {shape = {}, dtype = "float64",
      {-1.1391036510467529}},
  }, grads = {
    {0, 0, 0, 0, 0, -0.61747133731842041},
  }},
  {op = "median", lua = "a:median()", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {-0.39499282836914062}},
  }, grads = {
    {0, 0, 0, -0.27514386177062988, 0, 0},
  }},
  {op = "median", lua = "a:median()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-1.0315907001495361}},
  }, grads = {
    {0.27828598022460938},
  }},
  {op = "median", lua = "a:median()", inputs = {"f1"}, results = {
    {shape = {}, dtype = "float64",
      {-1.0455427169799805}},
  }, grads = {
    {0.64561820030212402},
  }},
  {op = "median", lua = "a:median()", inputs = {"=1,2,2,3"}, results = {
    {shape = {}, dtype = "float64",
      {2}},
  }, grads = {
    {0, 0.41930085420608521, 0.41930085420608521, 0},
  }},
  {op = "median", lua = "a:median()", inputs = {"i6:-9:9"}, results = {
    {shape = {}, dtype = "int64",
      {-5}},
  }},
  {op = "median", lua = "a:median()", inputs = {"i8-5:-9:9"}, results = {
    {shape = {}, dtype = "int8",
      {-5}},
  }},
  {op = "median", lua = "a:median()", inputs = {"u8-4:0:9"}, results = {
    {shape = {}, dtype = "uint8",
      {5}},
  }},
  {op = "median", lua = "a:median()", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }, grads = {
    {0, -0.27575427293777466, 0, -0.27575427293777466, 0, 0},
  }},
  {op = "median", lua = "a:median()", inputs = {"f0"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }, grads = {
    {},
  }},
  {op = "median", lua = "a:median()", inputs = {"=inf,-inf,inf,0"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {0, 0, 0, -0.17601621150970459},
  }},
  {op = "median", lua = "a:detach():to(\"float16\"):median()", inputs = {"f7"}, results = {
    {shape = {}, dtype = "float16",
      {0.56396484375}},
  }},
}
