-- Recorded by spec/record/ops.py (ops/pool.py) with PyTorch 2.15.0.
return {
  {op = "adaptive_max_pool1d_with_indices", lua = "nn.functional.adaptive_max_pool1d(a, 2, {return_indices = true})", inputs = {"f2x2x5"}, results = {
    {shape = {2, 2, 2}, dtype = "float64",
      {1.7910423278808594, 1.6732785701751709, -0.11158442497253418,
      -0.11158442497253418, 0.94827985763549805, 0.94827985763549805, 1.3915212154388428,
      1.6219246387481689}},
    {shape = {2, 2, 2}, dtype = "int64",
      {1, 4, 3, 3, 3, 3, 2, 5}},
  }, grads = {
    {-0.30423510074615479, 0, 0, -0.37134671211242676, 0, 0, 0,
      1.1540464162826538, 0, 0, 0, 0, -0.54755282402038574, 0, 0, 0, -0.017732977867126465, 0, 0,
      -0.47641849517822266},
  }},
  {op = "adaptive_max_pool1d_with_indices", lua = "nn.functional.adaptive_max_pool1d(a, 3, {return_indices = true})", inputs = {"f1x7"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {1.8250710964202881, 1.113227367401123, 1.0511527061462402}},
    {shape = {1, 3}, dtype = "int64",
      {1, 4, 7}},
  }, grads = {
    {-0.50458407402038574, 0, 0, -0.28096580505371094, 0, 0, 0.029026031494140625},
  }},
  {op = "adaptive_max_pool1d_with_indices", lua = "nn.functional.adaptive_max_pool1d(a, 5, {return_indices = true})", inputs = {"f1x1x3"}, results = {
    {shape = {1, 1, 5}, dtype = "float64",
      {-0.39447689056396484, 0.54913973808288574, 0.54913973808288574,
      0.54913973808288574, -1.9960136413574219}},
    {shape = {1, 1, 5}, dtype = "int64",
      {1, 2, 2, 2, 3}},
  }, grads = {
    {-0.80315053462982178, 2.1141726970672607, -0.54137778282165527},
  }},
  {op = "adaptive_max_pool1d_with_indices", lua = "nn.functional.adaptive_max_pool1d(a, 1, {return_indices = true})", inputs = {"f0x2x3"}, results = {
    {shape = {0, 2, 1}, dtype = "float64",
      {}},
    {shape = {0, 2, 1}, dtype = "int64",
      {}},
  }, grads = {
    {},
  }},
}
