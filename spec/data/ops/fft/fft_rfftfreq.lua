-- Recorded by spec/record/ops.py (ops/fft.py) with PyTorch 2.15.0.
return {
  {op = "fft_rfftfreq", lua = "tensor.fft.rfftfreq(1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {0}},
  }},
  {op = "fft_rfftfreq", lua = "tensor.fft.rfftfreq(1, 0.25, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {0}},
  }},
  {op = "fft_rfftfreq", lua = "tensor.fft.rfftfreq(2)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {0, 0.5}},
  }},
  {op = "fft_rfftfreq", lua = "tensor.fft.rfftfreq(2, 0.25, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0, 2}},
  }},
  {op = "fft_rfftfreq", lua = "tensor.fft.rfftfreq(5)", inputs = {}, results = {
    {shape = {3}, dtype = "float32",
      {0, 0.20000000298023224, 0.40000000596046448}},
  }},
  {op = "fft_rfftfreq", lua = "tensor.fft.rfftfreq(5, 0.25, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {3}, dtype = "float64",
      {0, 0.80000000000000004, 1.6000000000000001}},
  }},
  {op = "fft_rfftfreq", lua = "tensor.fft.rfftfreq(8)", inputs = {}, results = {
    {shape = {5}, dtype = "float32",
      {0, 0.125, 0.25, 0.375, 0.5}},
  }},
  {op = "fft_rfftfreq", lua = "tensor.fft.rfftfreq(8, 0.25, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "float64",
      {0, 0.5, 1, 1.5, 2}},
  }},
}
