-- Recorded by spec/record/ops.py (ops/sort.py) with PyTorch 2.15.0.
return {
  {op = "searchsorted", lua = "tensor.searchsorted(a, b)", inputs = {"=-1,0,0,0.5,2", "=0,-3,0.5,nan,inf,2,-inf,1"}, results = {
    {shape = {8}, dtype = "int64",
      {2, 1, 4, 6, 6, 5, 1, 5}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b, {right = true})", inputs = {"=-1,0,0,0.5,2", "=0,-3,0.5,nan,inf,2,-inf,1"}, results = {
    {shape = {8}, dtype = "int64",
      {4, 1, 5, 6, 6, 6, 1, 5}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b, {side = \"right\"})", inputs = {"=-1,0,0,0.5,2", "=0,-3,0.5,nan,inf,2,-inf,1"}, results = {
    {shape = {8}, dtype = "int64",
      {4, 1, 5, 6, 6, 6, 1, 5}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b, {side = \"left\"})", inputs = {"=-1,0,0,0.5,2", "=0,-3,0.5,nan,inf,2,-inf,1"}, results = {
    {shape = {8}, dtype = "int64",
      {2, 1, 4, 6, 6, 5, 1, 5}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b, {out_int32 = true})", inputs = {"=-1,0,0,0.5,2", "=0,-3,0.5,nan,inf,2,-inf,1"}, results = {
    {shape = {8}, dtype = "int32",
      {2, 1, 4, 6, 6, 5, 1, 5}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), b)", inputs = {"f2x5", "f2x3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 6, 6, 5, 2, 4}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), b)", inputs = {"f5", "f2x3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {4, 6, 6, 1, 1, 2}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), b)", inputs = {"i5:-5:5", "i2x3:-9:9"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 6, 1, 1, 6, 1}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), b)", inputs = {"i5:-5:5", "f4"}, results = {
    {shape = {4}, dtype = "int64",
      {3, 4, 4, 3}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), 2)", inputs = {"i5:-5:5"}, results = {
    {shape = {}, dtype = "int64",
      {6}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), 0.5)", inputs = {"i5:-5:5"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b, {sorter = a:argsort()})", inputs = {"f2x5", "f2x3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {5, 5, 4, 4, 5, 3}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b)", inputs = {"f0", "f3"}, results = {
    {shape = {3}, dtype = "int64",
      {1, 1, 1}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), b)", inputs = {"f2x3", "f2x0"}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
}
