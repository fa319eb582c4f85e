-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
return {
  {op = "logsumexp", lua = "tensor.special.logsumexp(a, 1)", inputs = {"f2x3"}, results = {
    {shape = {3}, dtype = "float64",
      {0.57256281252813901, 0.4475958620540747, 0.26970138998350168}},
  }, grads = {
    {-0.11786556364003296, 0.025457220769765993, -0.81399324978984544,
      -0.21169054388102412, 0.18694846084034145, -0.098632301433909345},
  }},
}
