-- Recorded by spec/record/ops.py (ops/pool.py) with PyTorch 2.15.0.
return {
  {op = "max_unpool1d", lua = "nn.functional.max_unpool1d(nn.functional.max_pool1d(a, 2), (select(2, nn.functional.max_pool1d(a, 2, {return_indices = true}))), 2)", inputs = {"f1x2x6"}, results = {
    {shape = {1, 2, 6}, dtype = "float64",
      {0, -0.11089372634887695, -0.18599534034729004, 0, 0, 1.3377654552459717,
      1.1452362537384033, 0, 0, 1.1219067573547363, 0, -0.28995990753173828}},
  }, grads = {
    {0, 0.5020369291305542, -0.37430989742279053, 0, 0, -0.050720334053039551,
      -0.75392365455627441, 0, 0, -0.73409795761108398, 0, 0.21432614326477051},
  }},
  {op = "max_unpool1d", lua = "nn.functional.max_unpool1d(nn.functional.max_pool1d(a, 2), (select(2, nn.functional.max_pool1d(a, 2, {return_indices = true}))), 2, {output_size = {7}})", inputs = {"f1x2x6"}, results = {
    {shape = {1, 2, 7}, dtype = "float64",
      {1.8159768581390381, 0, 0.1399693489074707, 0, -1.1305966377258301, 0, 0, 0,
      0.096413135528564453, 0, -0.49539041519165039, -0.3928217887878418, 0, 0}},
  }, grads = {
    {0.88642740249633789, 0, 0.90038669109344482, 0, -0.56491708755493164, 0, 0,
      0.65885686874389648, 0, -0.56914806365966797, -0.69535040855407715, 0},
  }},
}
