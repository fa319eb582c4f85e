-- Recorded by spec/record/ops.py (ops/signal.py) with PyTorch 2.15.0.
return {
  {op = "hann_window", lua = "tensor.hann_window(0)", inputs = {}, results = {
    {shape = {0}, dtype = "float32",
      {}},
  }},
  {op = "hann_window", lua = "tensor.hann_window(0, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }},
  {op = "hann_window", lua = "tensor.hann_window(1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.hann_window(1, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.hann_window(2)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {0, 1}},
  }},
  {op = "hann_window", lua = "tensor.hann_window(2, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0, 0}},
  }},
  {op = "hann_window", lua = "tensor.hann_window(7)", inputs = {}, results = {
    {shape = {7}, dtype = "float32",
      {0, 0.18825510144233704, 0.61126047372817993, 0.95048445463180542,
      0.95048439502716064, 0.61126053333282471, 0.18825498223304749}},
  }},
  {op = "hann_window", lua = "tensor.hann_window(7, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0, 0.24999999999999994, 0.74999999999999989, 1, 0.75000000000000022,
      0.25000000000000033, 0}},
  }},
  {op = "hann_window", lua = "tensor.hann_window(8)", inputs = {}, results = {
    {shape = {8}, dtype = "float32",
      {0, 0.14644661545753479, 0.5, 0.8535534143447876, 1, 0.85355329513549805, 0.5,
      0.14644649624824524}},
  }},
  {op = "hann_window", lua = "tensor.hann_window(8, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {8}, dtype = "float64",
      {0, 0.1882550990706332, 0.61126046697815717, 0.95048443395120952,
      0.95048443395120952, 0.61126046697815728, 0.18825509907063331, 0}},
  }},
  {op = "hann_window", lua = "tensor.hann_window(5, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "float64",
      {0, 0.34549150281252627, 0.90450849718747373, 0.90450849718747373,
      0.34549150281252639}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.hann(0)", inputs = {}, results = {
    {shape = {0}, dtype = "float32",
      {}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.hann(0, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.hann(1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.hann(1, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.hann(2)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {0, 0}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.hann(2, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0, 1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.hann(6)", inputs = {}, results = {
    {shape = {6}, dtype = "float32",
      {0, 0.34549152851104736, 0.90450847148895264, 0.90450847148895264,
      0.3454914391040802, 0}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.hann(6, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {6}, dtype = "float64",
      {0, 0.24999999999999994, 0.74999999999999989, 1, 0.75000000000000022,
      0.25000000000000033}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.hann(9)", inputs = {}, results = {
    {shape = {9}, dtype = "float32",
      {0, 0.14644661545753479, 0.5, 0.8535534143447876, 1, 0.85355329513549805, 0.5,
      0.14644649624824524, 0}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.hann(9, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {9}, dtype = "float64",
      {0, 0.11697777844051099, 0.41317591116653479, 0.74999999999999989,
      0.96984631039295421, 0.96984631039295421, 0.75000000000000022, 0.41317591116653501,
      0.1169777784405111}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.cosine(1, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.cosine(2, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.70710678118654746, 0.70710678118654757}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.cosine(7, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.22252093395631439, 0.62348980185873348, 0.90096886790241915, 1,
      0.90096886790241915, 0.62348980185873359, 0.2225209339563145}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.nuttall(1, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.nuttall(2, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.00036280000000003809, 0.00036280000000003809}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.nuttall(7, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.00036280000000003809, 0.061334499999999986, 0.52922979999999986, 1,
      0.52922979999999975, 0.061334499999999986, 0.00036280000000003809}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.exponential(1, {tau = 2.5, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.exponential(2, {tau = 2.5, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.81873075307798182, 0.81873075307798182}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.exponential(7, {tau = 2.5, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.30119421191220203, 0.44932896411722156, 0.67032004603563933, 1,
      0.67032004603563933, 0.44932896411722156, 0.30119421191220203}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.exponential(1, {sym = false, center = 1.5, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {0.22313016014842982}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.exponential(2, {sym = false, center = 1.5, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.22313016014842982, 0.60653065971263342}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.exponential(7, {sym = false, center = 1.5, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.22313016014842982, 0.60653065971263342, 0.60653065971263342,
      0.22313016014842982, 0.0820849986238988, 0.030197383422318501, 0.011108996538242306}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.gaussian(1, {std = 1.7, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.gaussian(2, {std = 1.7, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.95766945684716698, 0.95766945684716698}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.gaussian(7, {std = 1.7, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.21074773581840722, 0.50055313476690744, 0.84112888335760849, 1,
      0.84112888335760849, 0.50055313476690744, 0.21074773581840722}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.gaussian(1, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.gaussian(2, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.60653065971263354, 1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.gaussian(7, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.002187491118182889, 0.043936933623407476, 0.32465246735834996,
      0.88249690258459546, 0.88249690258459546, 0.32465246735834979, 0.043936933623407434}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.general_cosine(1, {a = {0.5, 0.3, 0.2, 0.1}, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.general_cosine(2, {a = {0.5, 0.3, 0.2, 0.1}, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.30000000000000004, 0.30000000000000004}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.general_cosine(7, {a = {0.5, 0.3, 0.2, 0.1}, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.30000000000000004, 0.34999999999999998, 0.44999999999999984,
      1.1000000000000001, 0.44999999999999973, 0.34999999999999998, 0.30000000000000004}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.general_cosine(1, {a = {0.7}, sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.general_cosine(2, {a = {0.7}, sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.69999999999999996, 0.69999999999999996}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.general_cosine(7, {a = {0.7}, sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.69999999999999996, 0.69999999999999996, 0.69999999999999996,
      0.69999999999999996, 0.69999999999999996, 0.69999999999999996, 0.69999999999999996}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.general_hamming(1, {alpha = 0.7, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.general_hamming(2, {alpha = 0.7, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.39999999999999991, 0.39999999999999991}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.general_hamming(7, {alpha = 0.7, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.39999999999999991, 0.54999999999999993, 0.84999999999999987, 1,
      0.84999999999999987, 0.54999999999999993, 0.39999999999999991}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.general_hamming(1, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.general_hamming(2, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.080000000000000071, 0.080000000000000071}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.general_hamming(7, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.080000000000000071, 0.31, 0.76999999999999991, 1, 0.7699999999999998, 0.31,
      0.080000000000000071}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.kaiser(1, {beta = 5.5, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.kaiser(2, {beta = 5.5, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.023422141030646812, 0.023422141030646812}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.kaiser(7, {beta = 5.5, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.023422141030646812, 0.28850874161067624, 0.75327421509473769, 1,
      0.75327421509473769, 0.28850874161067624, 0.023422141030646812}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.cosine(1, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.cosine(2, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.49999999999999994, 1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.cosine(7, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.19509032201612825, 0.55557023301960218, 0.83146961230254524,
      0.98078528040323043, 0.98078528040323043, 0.83146961230254512, 0.55557023301960218}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.nuttall(1, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.nuttall(2, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.00036280000000003809, 1}},
  }},
  {op = "hann_window", lua = "tensor.signal.windows.nuttall(7, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.00036280000000003809, 0.03777576895352025, 0.34272761996881945,
      0.89185186107766035, 0.89185186107766035, 0.34272761996881962, 0.037775768953520299}},
  }},
}
