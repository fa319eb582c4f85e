-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "arange", lua = "tensor.arange(5)", inputs = {}, results = {
    {shape = {5}, dtype = "int64",
      {0, 1, 2, 3, 4}},
  }},
  {op = "arange", lua = "tensor.arange(0.1, -7.9, -4, {dtype = 'int64'})", inputs = {}, results = {
    {shape = {2}, dtype = "int64",
      {0, -4}},
  }},
  {op = "arange", lua = "tensor.arange(-0.9, 2.1, 2, {dtype = 'uint8'})", inputs = {}, results = {
    {shape = {2}, dtype = "uint8",
      {0, 2}},
  }},
  {op = "arange", lua = "tensor.arange(0, 5, 1.5, {dtype = 'int32'})", inputs = {}, results = {
    {shape = {4}, dtype = "int32",
      {0, 1, 2, 3}},
  }},
  {op = "arange", lua = "tensor.arange(1, 2, 0.25)", inputs = {}, results = {
    {shape = {4}, dtype = "float32",
      {1, 1.25, 1.5, 1.75}},
  }},
  {op = "arange", lua = "tensor.arange(5, 0, -2)", inputs = {}, results = {
    {shape = {3}, dtype = "int64",
      {5, 3, 1}},
  }},
  {op = "arange", lua = "tensor.arange(2.5)", inputs = {}, results = {
    {shape = {3}, dtype = "float32",
      {0, 1, 2}},
  }},
  {op = "arange", lua = "tensor.arange(0)", inputs = {}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "arange", lua = "tensor.arange(1, 2, 0.3)", inputs = {}, results = {
    {shape = {4}, dtype = "float32",
      {1, 1.2999999523162842, 1.6000000238418579, 1.8999999761581421}},
  }},
  {op = "arange", lua = "tensor.arange(-1, -2, -0.25)", inputs = {}, results = {
    {shape = {4}, dtype = "float32",
      {-1, -1.25, -1.5, -1.75}},
  }},
  {op = "arange", lua = "tensor.arange{start = 2, [\"end\"] = 7, step = 2}", inputs = {}, results = {
    {shape = {3}, dtype = "int64",
      {2, 4, 6}},
  }},
  {op = "arange", lua = "tensor.arange(1, 6, 2, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {3}, dtype = "float64",
      {1, 3, 5}},
  }},
}
