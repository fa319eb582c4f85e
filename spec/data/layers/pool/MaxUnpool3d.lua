-- Recorded by spec/record/layers.py (layers/pool.py) with PyTorch 2.15.0.
return {
  {make = [[nn.MaxUnpool3d(2)]],
    call = [[m(nn.functional.max_pool3d(a, 2, {return_indices = true}))]],
    inputs = {"f1x1x2x4x2"}, results = {
    {shape = {1, 1, 2, 4, 2}, dtype = "float64",
      {0, 0, 0, 0, 1.1128528118133545, 0, 0, 0, 0, 0, 0, 1.9889147281646729, 0, 0,
      0, 0}},
    },
    grads = {
      {0, 0, 0, 0, 0.61967945098876953, 0, 0, 0, 0, 0, 0, 0.72504794597625732, 0, 0,
      0, 0},
    },
  },
  {make = [[nn.MaxUnpool3d(2, 2)]],
    call = [[(function() local v, i = nn.functional.max_pool3d(a, 2, {return_indices = true}); return m(v, i, {1, 1, 3, 5, 3}) end)()]],
    inputs = {"f1x1x3x5x3"}, results = {
    {shape = {1, 1, 3, 5, 3}, dtype = "float64",
      {1.129673957824707, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0, 0, 0, 0, 0, 1.7345149517059326, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
    },
    grads = {
      {0.51228630542755127, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0, 0, 0, 0, 0, -0.46241021156311035, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0},
    },
  },
}
