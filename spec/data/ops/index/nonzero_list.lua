-- Recorded by spec/record/ops.py (ops/index.py) with PyTorch 2.15.0.
return {
  {op = "nonzero_list", lua = "table.unpack(a:nonzero{as_tuple = true})", inputs = {"i2x3:0:1"}, results = {
    {shape = {3}, dtype = "int64",
      {1, 1, 2}},
    {shape = {3}, dtype = "int64",
      {2, 3, 2}},
  }},
  {op = "nonzero_list", lua = "table.unpack(tensor.where(a))", inputs = {"i2x3:0:1"}, results = {
    {shape = {2}, dtype = "int64",
      {1, 1}},
    {shape = {2}, dtype = "int64",
      {1, 3}},
  }},
  {op = "nonzero_list", lua = "table.unpack(a:nonzero{as_tuple = true})", inputs = {"f:"}, results = {
    {shape = {1}, dtype = "int64",
      {1}},
  }},
  {op = "nonzero_list", lua = "table.unpack(tensor.where(a))", inputs = {"f:"}, results = {
    {shape = {1}, dtype = "int64",
      {1}},
  }},
  {op = "nonzero_list", lua = "table.unpack(a:nonzero{as_tuple = true})", inputs = {"b4"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "nonzero_list", lua = "table.unpack(tensor.where(a))", inputs = {"b4"}, results = {
    {shape = {1}, dtype = "int64",
      {4}},
  }},
  {op = "nonzero_list", lua = "table.unpack(a:nonzero{as_tuple = true})", inputs = {"=0,2,0,3"}, results = {
    {shape = {2}, dtype = "int64",
      {2, 4}},
  }},
  {op = "nonzero_list", lua = "table.unpack(tensor.where(a))", inputs = {"=0,2,0,3"}, results = {
    {shape = {2}, dtype = "int64",
      {2, 4}},
  }},
  {op = "nonzero_list", lua = "table.unpack(a:nonzero{as_tuple = true})", inputs = {"i0:0:1"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "nonzero_list", lua = "table.unpack(tensor.where(a))", inputs = {"i0:0:1"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
}
