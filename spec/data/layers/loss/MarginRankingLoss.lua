-- Recorded by spec/record/layers.py (layers/loss.py) with PyTorch 2.15.0.
return {
  {make = [[nn.MarginRankingLoss{reduction = 'mean', margin = 0.4}]],
    call = [[m(a, b, c:sign():detach())]],
    inputs = {"f4", "f4", "f4"}, results = {
    {shape = {}, dtype = "float64",
      {0.67164982557296748}},
    },
    grads = {
      {-0, -0, -0.24277159571647644, 0.24277159571647644},
      {0, 0, 0.24277159571647644, -0.24277159571647644},
      {0, 0, 0, 0},
    },
  },
  {make = [[nn.MarginRankingLoss{reduction = 'sum', margin = 0.4}]],
    call = [[m(a, b, c:sign():detach())]],
    inputs = {"f4", "f4", "f4"}, results = {
    {shape = {}, dtype = "float64",
      {1.1122842311859131}},
    },
    grads = {
      {0, 0.98237276077270508, 0.98237276077270508, 0},
      {-0, -0.98237276077270508, -0.98237276077270508, -0},
      {0, 0, 0, 0},
    },
  },
  {make = [[nn.MarginRankingLoss{reduction = 'none', margin = 0.4}]],
    call = [[m(a, b, c:sign():detach())]],
    inputs = {"f4", "f4", "f4"}, results = {
    {shape = {4}, dtype = "float64",
      {0, 0.94152154922485354, 0.37349405288696291, 0.1062039375305176}},
    },
    grads = {
      {0, -0.75064337253570557, -0.0093425512313842773, -0.5642935037612915},
      {-0, 0.75064337253570557, 0.0093425512313842773, 0.5642935037612915},
      {0, 0, 0, 0},
    },
  },
}
