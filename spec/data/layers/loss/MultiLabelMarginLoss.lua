-- Recorded by spec/record/layers.py (layers/loss.py) with PyTorch 2.15.0.
return {
  {make = [[nn.MultiLabelMarginLoss{reduction = 'mean'}]],
    call = [[m(a, tensor{{3, 1, -1, 2}, {-1, 1, 2, 3}, {4, 2, 3, 1}})]],
    inputs = {"f3x4"}, results = {
    {shape = {}, dtype = "float64",
      {0.89192533493041992}},
    },
    grads = {
      {0.062827070554097489, -0.062827070554097489, 0.062827070554097489,
      -0.062827070554097489, -0, -0, -0, -0, -0, -0, -0, -0},
    },
  },
  {make = [[nn.MultiLabelMarginLoss{reduction = 'sum'}]],
    call = [[m(a, tensor{{3, 1, -1, 2}, {-1, 1, 2, 3}, {4, 2, 3, 1}})]],
    inputs = {"f3x4"}, results = {
    {shape = {}, dtype = "float64",
      {2.7488336563110352}},
    },
    grads = {
      {0.39028453826904297, -0.39028453826904297, 0.39028453826904297,
      -0.39028453826904297, -0, -0, -0, -0, -0, -0, -0, -0},
    },
  },
  {make = [[nn.MultiLabelMarginLoss{reduction = 'none'}]],
    call = [[m(a, tensor{{3, 1, -1, 2}, {-1, 1, 2, 3}, {4, 2, 3, 1}})]],
    inputs = {"f3x4"}, results = {
    {shape = {3}, dtype = "float64",
      {0.57994061708450317, 0, 0}},
    },
    grads = {
      {0.24497655034065247, -0, 0.24497655034065247, -0.48995310068130493, 0, 0, 0,
      0, -0, -0, -0, -0},
    },
  },
}
