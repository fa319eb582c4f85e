-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "logspace", lua = "tensor.logspace(0, 1, 5)", inputs = {}, results = {
    {shape = {5}, dtype = "float32",
      {1, 1.7782794237136841, 3.1622776985168457, 5.6234130859375, 10}},
  }},
  {op = "logspace", lua = "tensor.logspace(-2, 2, 4, 2)", inputs = {}, results = {
    {shape = {4}, dtype = "float32",
      {0.25, 0.62996053695678711, 1.5874010324478149, 4}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 4, {base = 2, dtype = \"int64\"})", inputs = {}, results = {
    {shape = {4}, dtype = "int64",
      {1, 2, 4, 8}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 2, 5, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "float64",
      {1, 3.1622776601683795, 10, 31.622776601683793, 100}},
  }},
  {op = "logspace", lua = "tensor.logspace(1, 3, 5, -2)", inputs = {}, results = {
    {shape = {5}, dtype = "float32",
      {-2, nan, 4, nan, -8}},
  }},
  {op = "logspace", lua = "tensor.logspace(2, 1, 1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {100}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 7, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int64",
      {1, 3, 10, 31, 100, 316, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 7, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int32",
      {1, 3, 10, 31, 100, 316, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 7, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int16",
      {1, 3, 10, 31, 100, 316, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(0.7, 3.2, 7, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int64",
      {1, 3, 10, 31, 100, 316, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(0.7, 3.2, 7, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int32",
      {1, 3, 10, 31, 100, 316, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(0.7, 3.2, 7, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int16",
      {1, 3, 10, 31, 100, 316, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(-3, 3, 7, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int64",
      {0, 0, 0, 1, 10, 100, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(-3, 3, 7, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int32",
      {0, 0, 0, 1, 10, 100, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(-3, 3, 7, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int16",
      {0, 0, 0, 1, 10, 100, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(2.9, 10, 1, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "int64",
      {794}},
  }},
  {op = "logspace", lua = "tensor.logspace(2.9, 10, 1, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {1}, dtype = "int32",
      {794}},
  }},
  {op = "logspace", lua = "tensor.logspace(2.9, 10, 1, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {1}, dtype = "int16",
      {794}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 10, 5, 2, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int64",
      {1, 5, 32, 181, 1024}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 10, 5, 2, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int32",
      {1, 5, 32, 181, 1024}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 10, 5, 2, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int16",
      {1, 5, 32, 181, 1024}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 5, 2.5, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int64",
      {1, 1, 3, 7, 15}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 5, 2.5, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int32",
      {1, 1, 3, 7, 15}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 5, 2.5, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int16",
      {1, 1, 3, 7, 15}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 5, {dtype = \"uint8\"})", inputs = {}, results = {
    {shape = {5}, dtype = "uint8",
      {1, 5, 31, 177, 232}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 1, 3, {dtype = \"complex64\"})", inputs = {}, results = {
    {shape = {3}, dtype = "complex64",
      {1, 0, 3.1622776985168457, 0, 10, 0}},
  }},
}
