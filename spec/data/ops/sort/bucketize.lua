-- Recorded by spec/record/ops.py (ops/sort.py) with PyTorch 2.15.0.
return {
  {op = "bucketize", lua = "tensor.bucketize(a, b)", inputs = {"=0,1,1.5,3,nan", "=1,1.5,2"}, results = {
    {shape = {5}, dtype = "int64",
      {1, 1, 2, 4, 4}},
  }},
  {op = "bucketize", lua = "tensor.bucketize(a, b, {right = true})", inputs = {"=0,1,1.5,3,nan", "=1,1.5,2"}, results = {
    {shape = {5}, dtype = "int64",
      {1, 2, 3, 4, 4}},
  }},
  {op = "bucketize", lua = "tensor.bucketize(a, b, {out_int32 = true})", inputs = {"i2x3:0:9", "=1,3,8"}, results = {
    {shape = {2, 3}, dtype = "int32",
      {3, 3, 2, 4, 3, 1}},
  }},
  {op = "bucketize", lua = "tensor.bucketize(2, a)", inputs = {"=1,3,8"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "bucketize", lua = "a:bucketize(b)", inputs = {"f:", "=-1,0,1"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
}
