-- Recorded by spec/record/ops.py (ops/signal.py) with PyTorch 2.15.0.
return {
  {op = "blackman_window", lua = "tensor.blackman_window(0)", inputs = {}, results = {
    {shape = {0}, dtype = "float32",
      {}},
  }},
  {op = "blackman_window", lua = "tensor.blackman_window(0, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }},
  {op = "blackman_window", lua = "tensor.blackman_window(1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {1}},
  }},
  {op = "blackman_window", lua = "tensor.blackman_window(1, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "blackman_window", lua = "tensor.blackman_window(2)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {-2.9802322387695312e-08, 1}},
  }},
  {op = "blackman_window", lua = "tensor.blackman_window(2, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {0, 0}},
  }},
  {op = "blackman_window", lua = "tensor.blackman_window(7)", inputs = {}, results = {
    {shape = {7}, dtype = "float32",
      {-2.9802322387695312e-08, 0.090453416109085083, 0.45918294787406921,
      0.9203636646270752, 0.92036354541778564, 0.4591829776763916, 0.09045332670211792}},
  }},
  {op = "blackman_window", lua = "tensor.blackman_window(7, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {0, 0.12999999999999995, 0.62999999999999989, 1, 0.63000000000000034,
      0.13000000000000023, 0}},
  }},
  {op = "blackman_window", lua = "tensor.blackman_window(8)", inputs = {}, results = {
    {shape = {8}, dtype = "float32",
      {-2.9802322387695312e-08, 0.066446602344512939, 0.34000000357627869,
      0.77355337142944336, 1, 0.77355325222015381, 0.3399999737739563, 0.066446542739868164}},
  }},
  {op = "blackman_window", lua = "tensor.blackman_window(8, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {8}, dtype = "float64",
      {0, 0.090453424354128065, 0.45918295754596361, 0.92036361809990819,
      0.92036361809990819, 0.45918295754596378, 0.09045342435412812, 0}},
  }},
  {op = "blackman_window", lua = "tensor.blackman_window(5, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "float64",
      {0, 0.20077014326253045, 0.84922985673746942, 0.84922985673746965,
      0.20077014326253056}},
  }},
  {op = "blackman_window", lua = "tensor.signal.windows.blackman(0)", inputs = {}, results = {
    {shape = {0}, dtype = "float32",
      {}},
  }},
  {op = "blackman_window", lua = "tensor.signal.windows.blackman(0, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }},
  {op = "blackman_window", lua = "tensor.signal.windows.blackman(1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {1}},
  }},
  {op = "blackman_window", lua = "tensor.signal.windows.blackman(1, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "blackman_window", lua = "tensor.signal.windows.blackman(2)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {-1.4901161193847656e-08, -1.4901161193847656e-08}},
  }},
  {op = "blackman_window", lua = "tensor.signal.windows.blackman(2, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {-1.3877787807814457e-17, 0.99999999999999989}},
  }},
  {op = "blackman_window", lua = "tensor.signal.windows.blackman(6)", inputs = {}, results = {
    {shape = {6}, dtype = "float32",
      {-1.4901161193847656e-08, 0.20077012479305267, 0.84922987222671509,
      0.84922975301742554, 0.20077008008956909, -1.4901161193847656e-08}},
  }},
  {op = "blackman_window", lua = "tensor.signal.windows.blackman(6, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {6}, dtype = "float64",
      {-1.3877787807814457e-17, 0.12999999999999995, 0.62999999999999989,
      0.99999999999999989, 0.63000000000000023, 0.13000000000000023}},
  }},
  {op = "blackman_window", lua = "tensor.signal.windows.blackman(9)", inputs = {}, results = {
    {shape = {9}, dtype = "float32",
      {-1.4901161193847656e-08, 0.066446602344512939, 0.34000003337860107,
      0.77355337142944336, 0.99999994039535522, 0.77355331182479858, 0.3399999737739563,
      0.066446535289287567, -1.4901161193847656e-08}},
  }},
  {op = "blackman_window", lua = "tensor.signal.windows.blackman(9, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {9}, dtype = "float64",
      {-1.3877787807814457e-17, 0.050869632653865411, 0.25800050150366211,
      0.62999999999999989, 0.95112986584247239, 0.95112986584247239, 0.63000000000000023,
      0.25800050150366227, 0.050869632653865467}},
  }},
}
