-- Recorded by spec/record/ops.py (ops/signal.py) with PyTorch 2.15.0.
return {
  {op = "hamming_window", lua = "tensor.hamming_window(0)", inputs = {}, results = {
    {shape = {0}, dtype = "float32",
      {}},
  }},
  {op = "hamming_window", lua = "tensor.hamming_window(0, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }},
  {op = "hamming_window", lua = "tensor.hamming_window(1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {1}},
  }},
  {op = "hamming_window", lua = "tensor.hamming_window(1, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hamming_window", lua = "tensor.hamming_window(2)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {0.080000013113021851, 1}},
  }},
  {op = "hamming_window", lua = "tensor.hamming_window(2, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.080000000000000016, 0.080000000000000016}},
  }},
  {op = "hamming_window", lua = "tensor.hamming_window(7)", inputs = {}, results = {
    {shape = {7}, dtype = "float32",
      {0.080000013113021851, 0.25319471955299377, 0.64235967397689819,
      0.95444571971893311, 0.95444571971893311, 0.64235967397689819, 0.25319460034370422}},
  }},
  {op = "hamming_window", lua = "tensor.hamming_window(7, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0.080000000000000016, 0.30999999999999994, 0.76999999999999991, 1,
      0.77000000000000024, 0.31000000000000033, 0.080000000000000016}},
  }},
  {op = "hamming_window", lua = "tensor.hamming_window(8)", inputs = {}, results = {
    {shape = {8}, dtype = "float32",
      {0.080000013113021851, 0.2147308886051178, 0.54000002145767212,
      0.86526918411254883, 1, 0.86526906490325928, 0.54000002145767212, 0.21473079919815063}},
  }},
  {op = "hamming_window", lua = "tensor.hamming_window(8, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {8}, dtype = "float64",
      {0.080000000000000016, 0.25319469114498255, 0.64235962961990467,
      0.95444567923511281, 0.95444567923511281, 0.64235962961990478, 0.25319469114498266,
      0.080000000000000016}},
  }},
  {op = "hamming_window", lua = "tensor.hamming_window(5, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "float64",
      {0.080000000000000016, 0.39785218258752419, 0.91214781741247575,
      0.91214781741247597, 0.39785218258752431}},
  }},
  {op = "hamming_window", lua = "tensor.signal.windows.hamming(0)", inputs = {}, results = {
    {shape = {0}, dtype = "float32",
      {}},
  }},
  {op = "hamming_window", lua = "tensor.signal.windows.hamming(0, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }},
  {op = "hamming_window", lua = "tensor.signal.windows.hamming(1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {1}},
  }},
  {op = "hamming_window", lua = "tensor.signal.windows.hamming(1, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "hamming_window", lua = "tensor.signal.windows.hamming(2)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {0.080000013113021851, 0.080000013113021851}},
  }},
  {op = "hamming_window", lua = "tensor.signal.windows.hamming(2, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0.080000000000000071, 1}},
  }},
  {op = "hamming_window", lua = "tensor.signal.windows.hamming(6)", inputs = {}, results = {
    {shape = {6}, dtype = "float32",
      {0.080000013113021851, 0.39785221219062805, 0.9121478796005249,
      0.91214781999588013, 0.39785212278366089, 0.080000013113021851}},
  }},
  {op = "hamming_window", lua = "tensor.signal.windows.hamming(6, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {6}, dtype = "float64",
      {0.080000000000000071, 0.31, 0.76999999999999991, 1, 0.77000000000000024,
      0.31000000000000039}},
  }},
  {op = "hamming_window", lua = "tensor.signal.windows.hamming(9)", inputs = {}, results = {
    {shape = {9}, dtype = "float32",
      {0.080000013113021851, 0.2147308886051178, 0.54000002145767212,
      0.86526918411254883, 1, 0.86526906490325928, 0.54000002145767212, 0.21473079919815063,
      0.080000013113021851}},
  }},
  {op = "hamming_window", lua = "tensor.signal.windows.hamming(9, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {9}, dtype = "float64",
      {0.080000000000000071, 0.18761955616527015, 0.46012183827321207,
      0.76999999999999991, 0.97225860556151789, 0.97225860556151789, 0.77000000000000024,
      0.46012183827321224, 0.18761955616527026}},
  }},
  {op = "hamming_window", lua = "tensor.hamming_window(6, true, 0.6, 0.3, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {6}, dtype = "float64",
      {0.29999999999999999, 0.44999999999999996, 0.74999999999999989,
      0.89999999999999991, 0.75000000000000011, 0.45000000000000018}},
  }},
}
