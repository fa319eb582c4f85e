-- Recorded by spec/record/ops.py (ops/view.py) with PyTorch 2.15.0.
return {
  {op = "atleast_2d_all", lua = "table.unpack(tensor.atleast_2d(a, b))", inputs = {"f:", "f3"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {0.48681831359863281}},
    {shape = {1, 3}, dtype = "float64",
      {-1.748028039932251, 0.63001155853271484, -0.94689536094665527}},
  }, grads = {
    {-0.9723963737487793},
    {0.40354740619659424, -0.63739526271820068, 0.28445672988891602},
  }},
  {op = "atleast_2d_all", lua = "table.unpack(tensor.atleast_2d{a, b, c})", inputs = {"f:", "i2x2:0:9", "f1x1x2"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {0.79706978797912598}},
    {shape = {2, 2}, dtype = "int64",
      {4, 8, 4, 7}},
    {shape = {1, 1, 2}, dtype = "float64",
      {-1.4090547561645508, -1.8570740222930908}},
  }, grads = {
    {-0.48627793788909912},
    {0.80306160449981689, 0.7753911018371582},
  }},
}
