-- Recorded by spec/record/ops.py (ops/loss.py) with PyTorch 2.15.0.
return {
  {op = "cosine_embedding_loss", lua = "nn.functional.cosine_embedding_loss(a, b, c:sign():detach(), {reduction = \"mean\"})", inputs = {"f3x2", "f3x2", "f3"}, results = {
    {shape = {}, dtype = "float64",
      {0.28584022811395177}},
  }, grads = {
    {0.060692731007790705, -0.032486163742070737, 0, 0, 0, -0},
    {-0.081999690846891973, -0.0040139976444981684, 0, 0, 0, -0},
    {0, 0, 0},
  }},
  {op = "cosine_embedding_loss", lua = "nn.functional.cosine_embedding_loss(a, b, c:sign():detach(), {reduction = \"sum\"})", inputs = {"f3x2", "f3x2", "f3"}, results = {
    {shape = {}, dtype = "float64",
      {1.1436887406287641}},
  }, grads = {
    {0, 0, 0.050471406915260933, 0.001953268149893897, -0.49716975395838842,
      -0.35106357749293388},
    {0, 0, -0.090479529222261226, 0.035512046837690686, 0.054844679400918694,
      -0.088447169394111472},
    {0, 0, 0},
  }},
  {op = "cosine_embedding_loss", lua = "nn.functional.cosine_embedding_loss(a, b, c:sign():detach(), {reduction = \"none\"})", inputs = {"f3x2", "f3x2", "f3"}, results = {
    {shape = {3}, dtype = "float64",
      {0.21924127642398883, 0.20892821290778443, 1.8950084142798271}},
  }, grads = {
    {0.20672639740897489, -0.016527710372553989, 0.3284011180711176,
      -0.081687188315521894, 0.123036873560739, -0.14002047055931882},
    {-0.27652620797673128, 0.26004766168498328, 0.014186899255140564,
      0.42567642978209647, 0.040615928610178598, -0.15355703462190834},
    {0, 0, 0},
  }},
  {op = "cosine_embedding_loss", lua = "nn.functional.cosine_embedding_loss(a, b, c:sign():detach(), -0.5)", inputs = {"f3", "f3", "f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.80693746380998199}},
  }, grads = {
    {0.013539894277075288, 0.011652794406993561, -0.01129515614000339},
    {-0.0052381770905351229, 0.0048326864639417592, 0.0013252910492329005},
    {0},
  }},
}
