-- Recorded by spec/record/layers.py (layers/activation.py) with PyTorch 2.15.0.
return {
  {make = [[nn.Threshold(0.1, 5)]],
    call = [[m(a)]],
    inputs = {"f2x4"}, results = {
    {shape = {2, 4}, dtype = "float64",
      {5, 5, 5, 5, 5, 5, 1.0355517864227295, 5}},
    },
    grads = {
      {0, 0, 0, 0, 0, 0, 0.9596329927444458, 0},
    },
  },
  {make = [[nn.Threshold(0.1, 2, true)]],
    call = [[m(a * 1)]],
    inputs = {"f3x4"}, results = {
    {shape = {3, 4}, dtype = "float64",
      {2, 0.15839457511901855, 1.0247690677642822, 2, 2, 2, 2, 2,
      1.1935019493103027, 2, 2, 0.84714436531066895}},
    },
    grads = {
      {0, 0.1974327564239502, 0.35348904132843018, 0, 0, 0, 0, 0,
      0.045640230178833008, 0, 0, -0.62485659122467041},
    },
  },
}
