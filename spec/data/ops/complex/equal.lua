-- Recorded by spec/record/ops.py (ops/complex.py) with PyTorch 2.15.0.
return {
  {op = "equal", lua = "a:equal(b)", inputs = {"~1,2", "~1,2"}, results = {
    {value = true},
  }},
}
