-- Recorded by spec/record/layers.py (layers/loss.py) with PyTorch 2.15.0.
return {
  {make = [[nn.NLLLoss()]],
    call = [[m(a, b)]],
    inputs = {"f3x4", "p3:4"}, results = {
    {shape = {}, dtype = "float64",
      {-1.0913059711456299}},
    },
    grads = {
      {0, 0, 0, 0.31134986877441406, 0.31134986877441406, 0, 0, 0, 0, 0,
      0.31134986877441406, 0},
    },
  },
  {make = [[nn.NLLLoss{weight = tensor{0.5, 1, 2, 0.25}, reduction = 'none'}]],
    call = [[m(a, b)]],
    inputs = {"f3x4", "p3:4"}, results = {
    {shape = {3}, dtype = "float64",
      {-0.28742551803588867, 0.25697231292724609, 0.97305774688720703}},
    },
    grads = {
      {0, 0.76102519035339355, 0, 0, 0.4096449613571167, 0, 0, 0, 0,
      0.069417715072631836, 0, 0},
    },
    buffers = {
      ["weight"] = {0.5, 1, 2, 0.25},
    },
  },
  {make = [[nn.NLLLoss{ignore_index = 1, reduction = 'sum'}]],
    call = [[m(a, b)]],
    inputs = {"f3x4", "p3:4"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
    },
    grads = {
      {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    },
  },
  {make = [[nn.NLLLoss()]],
    call = [[m(a, b)]],
    inputs = {"f2x3x2x2", "p2x2x2:3"}, results = {
    {shape = {}, dtype = "float64",
      {-0.34813246130943298}},
    },
    grads = {
      {0, 0, 0, -0.12439608573913574, 0, 0, -0.12439608573913574, 0,
      -0.12439608573913574, -0.12439608573913574, 0, 0, -0.12439608573913574, 0, 0, 0, 0, 0,
      -0.12439608573913574, 0, 0, -0.12439608573913574, 0, -0.12439608573913574},
    },
  },
  {make = [[nn.NLLLoss()]],
    call = [[m(a, b)]],
    inputs = {"f4", "p:4"}, results = {
    {shape = {}, dtype = "float64",
      {0.23379826545715332}},
    },
    grads = {
      {-0.94051468372344971, 0, 0, 0},
    },
  },
}
