-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "allclose", lua = "a:allclose(b)", inputs = {"=1,2", "=1,2.00000001"}, results = {
    {value = true},
  }},
  {op = "allclose", lua = "a:allclose(b)", inputs = {"=1,2", "=1,3"}, results = {
    {value = false},
  }},
}
