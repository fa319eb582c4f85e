-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "equal", lua = "a:equal(b)", inputs = {"i3:1:1", "i3:1:1"}, results = {
    {value = true},
  }},
  {op = "equal", lua = "a:equal(b)", inputs = {"i3:1:1", "i1x3:1:1"}, results = {
    {value = false},
  }},
}
