-- Recorded by spec/record/ops.py (ops/reduce.py) with PyTorch 2.15.0.
return {
  {op = "prod", lua = "a:prod()", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {-0.043930717100435591}},
  }, grads = {
    {0.0059447629015435951, -0.020207813246852918, 0.0052290556081127457,
      -0.033368721839925113, -0.0061776011831785058, 0.0069920623823731152},
  }},
  {op = "prod", lua = "a:prod(2, true)", inputs = {"f2x3"}, results = {
    {shape = {2, 1}, dtype = "float64",
      {-0.070521185926759017, -3.8270732649456538}},
  }, grads = {
    {0.053324243736805409, 0.021720714507124272, 0.57723165776529961,
      -1.839216724290065, 2.3390303977891542, 1.7814644170731073},
  }},
  {op = "prod", lua = "a:prod()", inputs = {"=1,0,3,2"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {0, 3.7736477851867676, 0, 0},
  }},
  {op = "prod", lua = "a:prod()", inputs = {"i6:1:4"}, results = {
    {shape = {}, dtype = "int64",
      {96}},
  }},
  {op = "prod", lua = "a:prod(1)", inputs = {"u8-2x3:0:9"}, results = {
    {shape = {3}, dtype = "int64",
      {0, 6, 0}},
  }},
  {op = "prod", lua = "a:prod()", inputs = {"b4"}, results = {
    {shape = {}, dtype = "int64",
      {0}},
  }},
  {op = "prod", lua = "a:prod(1, true, \"int32\")", inputs = {"i2x3:-9:9"}, results = {
    {shape = {1, 3}, dtype = "int32",
      {-18, 6, -63}},
  }},
  {op = "prod", lua = "a:prod()", inputs = {"f0"}, results = {
    {shape = {}, dtype = "float64",
      {1}},
  }, grads = {
    {},
  }},
  {op = "prod", lua = "a:detach():to(\"float16\"):prod(2)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float16",
      {-2.880859375, 1.2041015625}},
  }},
}
