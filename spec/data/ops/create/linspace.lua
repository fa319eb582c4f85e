-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
  {op = "linspace", lua = "tensor.linspace(0, 1, 5)", inputs = {}, results = {
    {shape = {5}, dtype = "float32",
      {0, 0.25, 0.5, 0.75, 1}},
  }},
  {op = "linspace", lua = "tensor.linspace(2, 3, 1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {2}},
  }},
  {op = "linspace", lua = "tensor.linspace(-3, 5, 7, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int16",
      {-3, -1, 0, 1, 2, 3, 5}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 10, 5, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int64",
      {0, 2, 5, 7, 10}},
  }},
  {op = "linspace", lua = "tensor.linspace(5, -5, 4, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {4}, dtype = "float64",
      {5, 1.6666666666666665, -1.6666666666666665, -5}},
  }},
  {op = "linspace", lua = "tensor.linspace(tensor.tensor(1.5), 3, 4)", inputs = {}, results = {
    {shape = {4}, dtype = "float32",
      {1.5, 2, 2.5, 3}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 1, 0)", inputs = {}, results = {
    {shape = {0}, dtype = "float32",
      {}},
  }},
  {op = "linspace", lua = "tensor.linspace{start = 0, [\"end\"] = 1, steps = 3}", inputs = {}, results = {
    {shape = {3}, dtype = "float32",
      {0, 0.5, 1}},
  }},
  {op = "linspace", lua = "tensor.linspace(-3.7, 10.9, 5, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int32",
      {-3, 0, 3, 6, 10}},
  }},
  {op = "linspace", lua = "tensor.linspace(-3.7, 10.9, 5, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int64",
      {-3, 0, 3, 6, 10}},
  }},
  {op = "linspace", lua = "tensor.linspace(-3.7, 10.9, 5, {dtype = \"int8\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int8",
      {-3, 0, 3, 6, 10}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 255, 5, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int32",
      {0, 63, 127, 191, 255}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 255, 5, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int64",
      {0, 63, 127, 191, 255}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 255, 5, {dtype = \"uint8\"})", inputs = {}, results = {
    {shape = {5}, dtype = "uint8",
      {0, 63, 127, 191, 255}},
  }},
  {op = "linspace", lua = "tensor.linspace(0.6, 10, 1, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {1}, dtype = "int32",
      {0}},
  }},
  {op = "linspace", lua = "tensor.linspace(0.6, 10, 1, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "int64",
      {0}},
  }},
  {op = "linspace", lua = "tensor.linspace(0.6, 10, 1, {dtype = \"uint8\"})", inputs = {}, results = {
    {shape = {1}, dtype = "uint8",
      {0}},
  }},
  {op = "linspace", lua = "tensor.linspace(0.6, 10, 1, {dtype = \"int8\"})", inputs = {}, results = {
    {shape = {1}, dtype = "int8",
      {0}},
  }},
  {op = "linspace", lua = "tensor.linspace(3, -3, 4, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {4}, dtype = "int32",
      {3, 1, -1, -3}},
  }},
  {op = "linspace", lua = "tensor.linspace(3, -3, 4, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {4}, dtype = "int64",
      {3, 1, -1, -3}},
  }},
  {op = "linspace", lua = "tensor.linspace(3, -3, 4, {dtype = \"int8\"})", inputs = {}, results = {
    {shape = {4}, dtype = "int8",
      {3, 1, -1, -3}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 1, 3, {dtype = \"complex64\"})", inputs = {}, results = {
    {shape = {3}, dtype = "complex64",
      {0, 0, 0.5, 0, 1, 0}},
  }},
}
