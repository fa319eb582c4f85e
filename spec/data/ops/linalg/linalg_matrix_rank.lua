-- Recorded by spec/record/ops.py (ops/linalg.py) with PyTorch 2.15.0.
return {
  {op = "linalg_matrix_rank", lua = "tensor.linalg.matrix_rank(a)", inputs = {"f3x4"}, results = {
    {shape = {}, dtype = "int64",
      {3}},
  }},
  {op = "linalg_matrix_rank", lua = "tensor.linalg.matrix_rank(a)", inputs = {"f2x4x3"}, results = {
    {shape = {2}, dtype = "int64",
      {3, 3}},
  }},
  {op = "linalg_matrix_rank", lua = "tensor.linalg.matrix_rank(a)", inputs = {"f0x2x3"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "linalg_matrix_rank", lua = "tensor.linalg.matrix_rank(a)", inputs = {"f0x0"}, results = {
    {shape = {}, dtype = "int64",
      {0}},
  }},
  {op = "linalg_matrix_rank", lua = "tensor.linalg.matrix_rank(a:reshape(2, 2))", inputs = {"=1,2,2,4"}, results = {
    {shape = {}, dtype = "int64",
      {1}},
  }},
  {op = "linalg_matrix_rank", lua = "tensor.linalg.matrix_rank(a:diag(), 1.5)", inputs = {"=1,2,-3,0"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "linalg_matrix_rank", lua = "tensor.linalg.matrix_rank(a:diag(), {atol = 0.5, rtol = 0.6, hermitian = true})", inputs = {"=1,2,-3,0"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "linalg_matrix_rank", lua = "tensor.linalg.matrix_rank(a, {atol = b})", inputs = {"f2x3x3", "f2"}, results = {
    {shape = {2}, dtype = "int64",
      {3, 3}},
  }},
  {op = "linalg_matrix_rank", lua = "tensor.linalg.matrix_rank(a)", inputs = {"c3x4"}, results = {
    {shape = {}, dtype = "int64",
      {3}},
  }},
}
