-- Recorded by spec/record/ops.py (ops/join.py) with PyTorch 2.15.0.
return {
  {op = "repeat_positions", lua = "tensor.repeat_interleave(a)", inputs = {"i4:0:3"}, results = {
    {shape = {6}, dtype = "int64",
      {1, 3, 3, 4, 4, 4}},
  }},
  {op = "repeat_positions", lua = "tensor.repeat_interleave(a, {output_size = 8})", inputs = {"i4:2:2"}, results = {
    {shape = {8}, dtype = "int64",
      {1, 1, 2, 2, 3, 3, 4, 4}},
  }},
}
