-- Recorded by spec/record/ops.py (ops/signal.py) with PyTorch 2.15.0.
return {
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
}
