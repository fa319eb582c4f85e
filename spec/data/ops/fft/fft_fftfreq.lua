-- Recorded by spec/record/ops.py (ops/fft.py) with PyTorch 2.15.0.
return {
  {op = "fft_fftfreq", lua = "tensor.fft.fftfreq(1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {0}},
  }},
  {op = "fft_fftfreq", lua = "tensor.fft.fftfreq(1, 0.25, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {0}},
  }},
  {op = "fft_fftfreq", lua = "tensor.fft.fftfreq(2)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {0, -0.5}},
  }},
  {op = "fft_fftfreq", lua = "tensor.fft.fftfreq(2, 0.25, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0, -2}},
  }},
  {op = "fft_fftfreq", lua = "tensor.fft.fftfreq(5)", inputs = {}, results = {
    {shape = {5}, dtype = "float32",
      {0, 0.20000000298023224, 0.40000000596046448, -0.40000000596046448,
      -0.20000000298023224}},
  }},
  {op = "fft_fftfreq", lua = "tensor.fft.fftfreq(5, 0.25, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "float64",
      {0, 0.80000000000000004, 1.6000000000000001, -1.6000000000000001,
      -0.80000000000000004}},
  }},
  {op = "fft_fftfreq", lua = "tensor.fft.fftfreq(8)", inputs = {}, results = {
    {shape = {8}, dtype = "float32",
      {0, 0.125, 0.25, 0.375, -0.5, -0.375, -0.25, -0.125}},
  }},
  {op = "fft_fftfreq", lua = "tensor.fft.fftfreq(8, 0.25, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {8}, dtype = "float64",
      {0, 0.5, 1, 1.5, -2, -1.5, -1, -0.5}},
  }},
}
