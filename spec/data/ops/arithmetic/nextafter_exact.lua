-- Recorded by spec/record/ops.py (ops/arithmetic.py) with PyTorch 2.15.0.
return {
  {op = "nextafter_exact", lua = "tensor._ops.nextafter_exact(a:detach():float(), b:detach():float())", inputs = {"f4", "f4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.12108992785215378, -1.7877625226974487, 1.6474443674087524,
      1.7480961084365845}},
  }},
}
