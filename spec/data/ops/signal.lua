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
  {op = "kaiser_window", lua = "tensor.kaiser_window(0)", inputs = {}, results = {
    {shape = {0}, dtype = "float32",
      {}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(0, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {1}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(1, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(2)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {5.2773437346331775e-05, 1}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(2, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {5.2773441320097665e-05, 5.2773441320097665e-05}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(7)", inputs = {}, results = {
    {shape = {7}, dtype = "float32",
      {5.2773437346331775e-05, 0.032768290489912033, 0.33089852333068848,
      0.88886839151382446, 0.88886839151382446, 0.33089852333068848, 0.032768290489912033}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(7, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "float64",
      {5.2773441320097665e-05, 0.054759364131249516, 0.51884472167236062, 1,
      0.51884472167236062, 0.054759364131249516, 5.2773441320097665e-05}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(8)", inputs = {}, results = {
    {shape = {8}, dtype = "float32",
      {5.2773437346331775e-05, 0.021278377622365952, 0.21567265689373016,
      0.69451582431793213, 1, 0.69451582431793213, 0.21567265689373016, 0.021278377622365952}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(8, false, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {8}, dtype = "float64",
      {5.2773441320097665e-05, 0.03276828844175176, 0.33089863665707414,
      0.88886766404665818, 0.88886766404665818, 0.33089863665707414, 0.03276828844175176,
      5.2773441320097665e-05}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(5, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "float64",
      {5.2773441320097665e-05, 0.10171968770956323, 0.79293983410146052,
      0.79293983410146052, 0.10171968770956323}},
  }},
  {op = "kaiser_window", lua = "tensor.signal.windows.kaiser(0)", inputs = {}, results = {
    {shape = {0}, dtype = "float32",
      {}},
  }},
  {op = "kaiser_window", lua = "tensor.signal.windows.kaiser(0, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }},
  {op = "kaiser_window", lua = "tensor.signal.windows.kaiser(1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {1}},
  }},
  {op = "kaiser_window", lua = "tensor.signal.windows.kaiser(1, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "float64",
      {1}},
  }},
  {op = "kaiser_window", lua = "tensor.signal.windows.kaiser(2)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {5.2773437346331775e-05, 5.2773437346331775e-05}},
  }},
  {op = "kaiser_window", lua = "tensor.signal.windows.kaiser(2, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {2}, dtype = "float64",
      {5.2773441320097665e-05, 1}},
  }},
  {op = "kaiser_window", lua = "tensor.signal.windows.kaiser(6)", inputs = {}, results = {
    {shape = {6}, dtype = "float32",
      {5.2773437346331775e-05, 0.10171971470117569, 0.79294008016586304,
      0.79294008016586304, 0.10171971470117569, 5.2773437346331775e-05}},
  }},
  {op = "kaiser_window", lua = "tensor.signal.windows.kaiser(6, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {6}, dtype = "float64",
      {5.2773441320097665e-05, 0.054759364131249516, 0.5188447216723614, 1,
      0.5188447216723614, 0.054759364131249516}},
  }},
  {op = "kaiser_window", lua = "tensor.signal.windows.kaiser(9)", inputs = {}, results = {
    {shape = {9}, dtype = "float32",
      {5.2773437346331775e-05, 0.021278377622365952, 0.21567265689373016,
      0.69451582431793213, 1, 0.69451582431793213, 0.21567265689373016, 0.021278377622365952,
      5.2773437346331775e-05}},
  }},
  {op = "kaiser_window", lua = "tensor.signal.windows.kaiser(9, {sym = false, dtype = \"float64\"})", inputs = {}, results = {
    {shape = {9}, dtype = "float64",
      {5.2773441320097665e-05, 0.014722548235919444, 0.14549223327406927,
      0.5188447216723614, 0.93134332994170532, 0.93134332994170532, 0.5188447216723614,
      0.14549223327406949, 0.014722548235919484}},
  }},
  {op = "hamming_window", lua = "tensor.hamming_window(6, true, 0.6, 0.3, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {6}, dtype = "float64",
      {0.29999999999999999, 0.44999999999999996, 0.74999999999999989,
      0.89999999999999991, 0.75000000000000011, 0.45000000000000018}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(6, true, 0, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {6}, dtype = "float64",
      {1, 1, 1, 1, 1, 1}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(6, true, 2.5, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {6}, dtype = "float64",
      {0.30396622941536872, 0.63092016785918859, 0.89742902035049754, 1,
      0.89742902035049754, 0.63092016785918859}},
  }},
  {op = "kaiser_window", lua = "tensor.kaiser_window(6, true, 30, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {6}, dtype = "float64",
      {1.279308481039694e-12, 0.000558145557304262, 0.18525517874125927, 1,
      0.18525517874125927, 0.000558145557304262}},
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
