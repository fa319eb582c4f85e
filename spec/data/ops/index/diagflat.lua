-- Recorded by spec/record/ops.py (ops/index.py) with PyTorch 2.15.0.
return {
  {op = "diagflat", lua = "a:diagflat()", inputs = {"f3"}, results = {
    {shape = {3, 3}, dtype = "float64",
      {1.6303310394287109, 0, 0, 0, 0.068024158477783203, 0, 0, 0,
      1.1930575370788574}},
  }, grads = {
    {-0.4019005298614502, -0.5439378023147583, 0.15440988540649414},
  }},
  {op = "diagflat", lua = "a:diagflat(-1)", inputs = {"f3"}, results = {
    {shape = {4, 4}, dtype = "float64",
      {0, 0, 0, 0, -1.3752326965332031, 0, 0, 0, 0, -0.07700037956237793, 0, 0, 0,
      0, 0.031650304794311523, 0}},
  }, grads = {
    {0.59721755981445312, 0.54433059692382812, -0.37536859512329102},
  }},
  {op = "diagflat", lua = "a:diagflat()", inputs = {"f2x2"}, results = {
    {shape = {4, 4}, dtype = "float64",
      {0.60185432434082031, 0, 0, 0, 0, -1.1780130863189697, 0, 0, 0, 0,
      0.90089225769042969, 0, 0, 0, 0, -1.1457157135009766}},
  }, grads = {
    {0.39384794235229492, 0.18886542320251465, -0.45452523231506348,
      -0.18590021133422852},
  }},
  {op = "diagflat", lua = "a:diagflat(-1)", inputs = {"f2x2"}, results = {
    {shape = {5, 5}, dtype = "float64",
      {0, 0, 0, 0, 0, 0.25500750541687012, 0, 0, 0, 0, 0, -0.54670524597167969, 0,
      0, 0, 0, 0, 0.78847408294677734, 0, 0, 0, 0, 0, -0.12584686279296875, 0}},
  }, grads = {
    {-0.27236080169677734, -0.63892507553100586, -0.78080403804779053,
      0.090807199478149414},
  }},
  {op = "diagflat", lua = "a:diagflat()", inputs = {"f:"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {1.6411826610565186}},
  }, grads = {
    {-0.69613516330718994},
  }},
  {op = "diagflat", lua = "a:diagflat(-1)", inputs = {"f:"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {0, 0, -1.3643813133239746, 0}},
  }, grads = {
    {0.37076139450073242},
  }},
  {op = "diagflat", lua = "a:diagflat()", inputs = {"f0"}, results = {
    {shape = {0, 0}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "diagflat", lua = "a:diagflat(-1)", inputs = {"f0"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {0}},
  }, grads = {
    {},
  }},
  {op = "diagflat", lua = "a:diagflat()", inputs = {"i2x2:0:9"}, results = {
    {shape = {4, 4}, dtype = "int64",
      {6, 0, 0, 0, 0, 7, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}},
  }},
  {op = "diagflat", lua = "a:diagflat(-1)", inputs = {"i2x2:0:9"}, results = {
    {shape = {5, 5}, dtype = "int64",
      {0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 6, 0}},
  }},
}
