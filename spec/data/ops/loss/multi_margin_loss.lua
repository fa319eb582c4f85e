-- Recorded by spec/record/ops.py (ops/loss.py) with PyTorch 2.15.0.
return {
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"mean\"})", inputs = {"f3x4", "p3:4"}, results = {
    {shape = {}, dtype = "float64",
      {1.2083799640337627}},
  }, grads = {
    {-0.082588613033294678, -0.082588613033294678, 0.16517722606658936, -0,
      0.24776583909988403, -0.082588613033294678, -0.082588613033294678, -0.082588613033294678,
      0.24776583909988403, -0.082588613033294678, -0.082588613033294678, -0.082588613033294678},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"mean\", p = 2, margin = 0.5, weight = c:detach()})", inputs = {"f3x4", "p3:4", "g4"}, results = {
    {shape = {}, dtype = "float64",
      {2.1252121907241937}},
  }, grads = {
    {-0.48325086932210642, -0, -0, 0.48325086932210642, -0.1526268109772374,
      0.33384532547625051, -0.10257326260591187, -0.078645251893101203, -0.026212037065734405, -0,
      0.091140168432410629, -0.064928131366676217},
    {0, 0, 0, 0},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"mean\", margin = -0.2})", inputs = {"f4", "p1:4"}, results = {
    {shape = {}, dtype = "float64",
      {0.09909416437149049}},
  }, grads = {
    {-0, -0, 0.12355530261993408, -0.12355530261993408},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"mean\"})", inputs = {"f4", "p:4"}, results = {
    {shape = {}, dtype = "float64",
      {1.1845170259475708}},
  }, grads = {
    {0.19844174385070801, -0.59532523155212402, 0.19844174385070801,
      0.19844174385070801},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"mean\"})", inputs = {"f", "p1:1"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {-0},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"mean\"})", inputs = {"f", "p:1"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {0},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"sum\"})", inputs = {"f3x4", "p3:4"}, results = {
    {shape = {}, dtype = "float64",
      {3.0752499103546143}},
  }, grads = {
    {-0.0060713589191436768, -0.0060713589191436768, -0.0060713589191436768,
      0.01821407675743103, 0.012142717838287354, -0.0060713589191436768, -0.0060713589191436768,
      -0, -0.0060713589191436768, -0, 0.012142717838287354, -0.0060713589191436768},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"sum\", p = 2, margin = 0.5, weight = c:detach()})", inputs = {"f3x4", "p3:4", "g4"}, results = {
    {shape = {}, dtype = "float64",
      {0.52251111985910548}},
  }, grads = {
    {0, 0, 0, 0, 0.019796798366074782, -0.019796798366074782, 0, 0,
      -0.31846690949889689, 0, 0.29355360205314801, 0.024913307445748843},
    {0, 0, 0, 0},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"sum\", margin = -0.2})", inputs = {"f4", "p1:4"}, results = {
    {shape = {}, dtype = "float64",
      {0.69535615444183341}},
  }, grads = {
    {0, 0.18765589594841003, -0.37531179189682007, 0.18765589594841003},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"sum\"})", inputs = {"f4", "p:4"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {0, 0, 0, 0},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"sum\"})", inputs = {"f", "p1:1"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {-0},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"sum\"})", inputs = {"f", "p:1"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {-0},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"none\"})", inputs = {"f3x4", "p3:4"}, results = {
    {shape = {3}, dtype = "float64",
      {0.11870527267456055, 1.5961171388626099, 0.58879423141479492}},
  }, grads = {
    {-0.1614437997341156, 0.1614437997341156, -0, -0, -0.1019844114780426,
      0.30595323443412781, -0.1019844114780426, -0.1019844114780426, 0.055436372756958008, 0,
      0.055436372756958008, -0.11087274551391602},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"none\", p = 2, margin = 0.5, weight = c:detach()})", inputs = {"f3x4", "p3:4", "g4"}, results = {
    {shape = {3}, dtype = "float64",
      {6.3979541363423138, 0.091300541168303703, 2.6985995496455319}},
  }, grads = {
    {-0.66238275312875461, -1.1250558028372812, 2.3968766502089438,
      -0.60943809424290807, 0.053091004164872523, -0, -0, -0.053091004164872523,
      0.86395317741198974, -0.10074515740245289, -0.30376740772522753, -0.45944061228430932},
    {0, 0, 0, 0},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"none\", margin = -0.2})", inputs = {"f4", "p1:4"}, results = {
    {shape = {1}, dtype = "float64",
      {0}},
  }, grads = {
    {0, 0, 0, 0},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"none\"})", inputs = {"f4", "p:4"}, results = {
    {shape = {}, dtype = "float64",
      {1.4226157069206238}},
  }, grads = {
    {0.16483801603317261, 0.16483801603317261, 0.16483801603317261,
      -0.49451404809951782},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"none\"})", inputs = {"f", "p1:1"}, results = {
    {shape = {1}, dtype = "float64",
      {0}},
  }, grads = {
    {-0},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {reduction = \"none\"})", inputs = {"f", "p:1"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {-0},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, 2, 0.5, c:detach())", inputs = {"f3x4", "p3:4", "g4"}, results = {
    {shape = {}, dtype = "float64",
      {0.88988700011074806}},
  }, grads = {
    {-0.13313866904907948, -0.22417445933931252, -0.14681902551739204,
      0.50413215390578403, 0.094912847148388782, -0.094912847148388782, -0, -0, -0, -0, -0, -0},
    {0, 0, 0, 0},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b)", inputs = {"f4", "p:4"}, results = {
    {shape = {}, dtype = "float64",
      {1.1455498933792114}},
  }, grads = {
    {-0.18742209672927856, -0.18742209672927856, 0.56226629018783569,
      -0.18742209672927856},
  }},
  {op = "multi_margin_loss", lua = "nn.functional.multi_margin_loss(a, b, {weight = c:detach()})", inputs = {"f4", "p:4", "g4"}, results = {
    {shape = {}, dtype = "float64",
      {0.58333238112192021}},
  }, grads = {
    {-0.058419489328108656, 0.17525846798432598, -0.058419489328108656,
      -0.058419489328108656},
    {0, 0, 0, 0},
  }},
}
