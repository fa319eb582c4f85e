-- Recorded by spec/record/ops.py (ops/signal.py) with PyTorch 2.15.0.
return {
  {op = "bartlett_window", lua = "tensor.bartlett_window(0)", inputs = {}, results = {
    {shape = {0}, dtype = "float32",
      {}},
  }},
  {op = "bartlett_window", lua = "tensor.bartlett_window(0, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }},
  {op = "bartlett_window", lua = "tensor.bartlett_window(1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {1}},
  }},
  {op = "bartlett_window", lua = "tensor.bartlett_window(1, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "bartlett_window", lua = "tensor.bartlett_window(2)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {0, 1}},
  }},
  {op = "bartlett_window", lua = "tensor.bartlett_window(2, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0, 0}},
  }},
  {op = "bartlett_window", lua = "tensor.bartlett_window(7)", inputs = {}, results = {
    {shape = {7}, dtype = "float32",
      {0, 0.28571429848670959, 0.57142859697341919, 0.85714292526245117,
      0.85714280605316162, 0.57142853736877441, 0.28571414947509766}},
  }},
  {op = "bartlett_window", lua = "tensor.bartlett_window(7, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0, 0.33333333333333331, 0.66666666666666663, 1, 0.66666666666666674,
      0.33333333333333348, 0}},
  }},
  {op = "bartlett_window", lua = "tensor.bartlett_window(8)", inputs = {}, results = {
    {shape = {8}, dtype = "float32",
      {0, 0.25, 0.5, 0.75, 1, 0.75, 0.5, 0.25}},
  }},
  {op = "bartlett_window", lua = "tensor.bartlett_window(8, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {8}, dtype = "float64",
      {0, 0.2857142857142857, 0.5714285714285714, 0.8571428571428571,
      0.85714285714285721, 0.57142857142857162, 0.28571428571428581, 0}},
  }},
  {op = "bartlett_window", lua = "tensor.bartlett_window(5, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "float64",
      {0, 0.40000000000000002, 0.80000000000000004, 0.79999999999999982,
      0.39999999999999991}},
  }},
  {op = "bartlett_window", lua = "tensor.signal.windows.bartlett(0)", inputs = {}, results = {
    {shape = {0}, dtype = "float32",
      {}},
  }},
  {op = "bartlett_window", lua = "tensor.signal.windows.bartlett(0, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }},
  {op = "bartlett_window", lua = "tensor.signal.windows.bartlett(1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {1}},
  }},
  {op = "bartlett_window", lua = "tensor.signal.windows.bartlett(1, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "bartlett_window", lua = "tensor.signal.windows.bartlett(2)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {0, 0}},
  }},
  {op = "bartlett_window", lua = "tensor.signal.windows.bartlett(2, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0, 1}},
  }},
  {op = "bartlett_window", lua = "tensor.signal.windows.bartlett(6)", inputs = {}, results = {
    {shape = {6}, dtype = "float32",
      {0, 0.39999997615814209, 0.80000001192092896, 0.80000001192092896,
      0.39999997615814209, 0}},
  }},
  {op = "bartlett_window", lua = "tensor.signal.windows.bartlett(6, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {6}, dtype = "float64",
      {0, 0.33333333333333326, 0.66666666666666663, 0.99999999999999989,
      0.66666666666666674, 0.33333333333333348}},
  }},
  {op = "bartlett_window", lua = "tensor.signal.windows.bartlett(9)", inputs = {}, results = {
    {shape = {9}, dtype = "float32",
      {0, 0.25, 0.5, 0.75, 1, 0.75, 0.5, 0.25, 0}},
  }},
  {op = "bartlett_window", lua = "tensor.signal.windows.bartlett(9, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {9}, dtype = "float64",
      {0, 0.22222222222222221, 0.44444444444444442, 0.66666666666666663,
      0.88888888888888884, 0.88888888888888895, 0.66666666666666674, 0.44444444444444453,
      0.22222222222222232}},
  }},
}
