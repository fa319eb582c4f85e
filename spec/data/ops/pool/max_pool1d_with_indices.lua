-- Recorded by spec/record/ops.py (ops/pool.py) with PyTorch 2.15.0.
return {
  {op = "max_pool1d_with_indices", lua = "nn.functional.max_pool1d(a, 2, {return_indices = true})", inputs = {"f2x2x5"}, results = {
    {shape = {2, 2, 2}, dtype = "float64",
      {1.2311675548553467, -1.5168979167938232, -0.85525107383728027,
      0.23707246780395508, 1.1859064102172852, 1.4870679378509521, 0.74400734901428223,
      1.4863176345825195}},
    {shape = {2, 2, 2}, dtype = "int64",
      {2, 4, 1, 4, 1, 4, 2, 4}},
  }, grads = {
    {0, 0.97953391075134277, 0, -0.69780075550079346, 0, -0.3265385627746582, 0,
      0, 0.99495017528533936, 0, 0.011090993881225586, 0, 0, -0.12850189208984375, 0, 0,
      -0.13281905651092529, 0, -0.0035806894302368164, 0},
  }},
  {op = "max_pool1d_with_indices", lua = "nn.functional.max_pool1d(a, 3, 1, 1, {return_indices = true})", inputs = {"f1x6"}, results = {
    {shape = {1, 6}, dtype = "float64",
      {0.70057129859924316, 0.70057129859924316, 1.7355754375457764,
      1.7355754375457764, 1.7355754375457764, 1.6990592479705811}},
    {shape = {1, 6}, dtype = "int64",
      {2, 2, 4, 4, 4, 5}},
  }, grads = {
    {0, 0.49773979187011719, 0, 1.9369447231292725, -0.42570710182189941, 0},
  }},
  {op = "max_pool1d_with_indices", lua = "nn.functional.max_pool1d(a, 2, 2, 0, 2, {return_indices = true})", inputs = {"f1x1x7"}, results = {
    {shape = {1, 1, 3}, dtype = "float64",
      {0.91074991226196289, 1.8856205940246582, 1.8856205940246582}},
    {shape = {1, 1, 3}, dtype = "int64",
      {3, 5, 5}},
  }, grads = {
    {0, 0, -0.43573558330535889, 0, -0.55494999885559082, 0, 0},
  }},
  {op = "max_pool1d_with_indices", lua = "nn.functional.max_pool1d(a, 2, {ceil_mode = true, return_indices = true})", inputs = {"f1x1x5"}, results = {
    {shape = {1, 1, 3}, dtype = "float64",
      {1.7289299964904785, 0.35241961479187012, 0.52757692337036133}},
    {shape = {1, 1, 3}, dtype = "int64",
      {2, 4, 5}},
  }, grads = {
    {0, -0.84335112571716309, 0, -0.52706897258758545, -0.89939558506011963},
  }},
  {op = "max_pool1d_with_indices", lua = "nn.functional.max_pool1d(a, 1, {return_indices = true})", inputs = {"f1x1x3"}, results = {
    {shape = {1, 1, 3}, dtype = "float64",
      {1.4693691730499268, -1.3035032749176025, -0.71109247207641602}},
    {shape = {1, 1, 3}, dtype = "int64",
      {1, 2, 3}},
  }, grads = {
    {-0.97991085052490234, 0.55589187145233154, 0.58091592788696289},
  }},
  {op = "max_pool1d_with_indices", lua = "nn.functional.max_pool1d(a, 2, {return_indices = true})", inputs = {"f0x2x5"}, results = {
    {shape = {0, 2, 2}, dtype = "float64",
      {}},
    {shape = {0, 2, 2}, dtype = "int64",
      {}},
  }, grads = {
    {},
  }},
}
