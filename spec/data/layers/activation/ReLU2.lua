-- Recorded by spec/record/layers.py (layers/activation.py) with PyTorch 2.15.0.
return {
  {make = [[nn.ReLU2()]],
    call = [[m(a)]],
    inputs = {"f3x4"}, results = {
    {shape = {3, 4}, dtype = "float64",
      {0.60307071958101233, 0, 0, 0, 2.8504153017283897, 0, 0, 0, 0, 0,
      2.6264594546230455, 2.5320809330005432}},
    },
    grads = {
      {-1.0481055487777553, 0, 0, 0, 2.9938675929734018, 0, 0, 0, 0, 0,
      -3.0467246204000276, -2.8622116900951369},
    },
  },
}
