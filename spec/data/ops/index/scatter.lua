-- Recorded by spec/record/ops.py (ops/index.py) with PyTorch 2.15.0.
return {
  {op = "scatter", lua = "a:scatter(1, b, c)", inputs = {"f4", "p1:4", "f1"}, results = {
    {shape = {4}, dtype = "float64",
      {-0.40263676643371582, -1.9899222850799561, 1.6860170364379883,
      1.650240421295166}},
  }, grads = {
    {-0.1278613805770874, 0.058012604713439941, 0.036314606666564941, 0},
    {-0.93627464771270752},
  }},
  {op = "scatter", lua = "a:scatter(1, b, 3)", inputs = {"f4", "p2:4"}, results = {
    {shape = {4}, dtype = "float64",
      {3, 3, -1.4136922359466553, -1.1232171058654785}},
  }, grads = {
    {0, 0, -0.23373293876647949, 0.20106720924377441},
  }},
  {op = "scatter", lua = "a:scatter(1, b, 2.5)", inputs = {"i4:0:9", "p2:4"}, results = {
    {shape = {4}, dtype = "int64",
      {2, 6, 3, 2}},
  }},
}
