-- Recorded by spec/record/ops.py (ops/sort.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "sort", lua = "a:sort()", inputs = {"f2x5"}, results = {
    {shape = {2, 5}, dtype = "float64",
      {0.87577676773071289, 1.5987734794616699, 1.7423641681671143,
      1.7543027400970459, 1.8786041736602783, -1.862004280090332, -1.2117710113525391,
      -0.71490335464477539, -0.55541729927062988, 0.42497539520263672}},
    {shape = {2, 5}, dtype = "int64",
      {4, 5, 1, 2, 3, 4, 3, 2, 1, 5}},
  }, grads = {
    {-0.90510714054107666, -0.82355058193206787, 0.0071794986724853516,
      -0.35387718677520752, -0.91032540798187256, 0.28883135318756104, -0.64890360832214355,
      0.38134288787841797, -0.91626513004302979, -0.39723300933837891},
  }},
  {op = "sort", lua = "a:sort(1, true)", inputs = {"f3x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {0.027575492858886719, 1.4679608345031738, -0.12398481369018555,
      1.2446002960205078, -1.2717394828796387, -1.0556964874267578}},
    {shape = {3, 2}, dtype = "int64",
      {3, 1, 1, 3, 2, 2}},
  }, grads = {
    {-0.77083230018615723, 0.72738993167877197, -0.54588329792022705,
      0.11364531517028809, 0.6306532621383667, 0.91750431060791016},
  }},
  {op = "sort", lua = "a:sort(-2)", inputs = {"f2x3x2"}, results = {
    {shape = {2, 3, 2}, dtype = "float64",
      {-1.842648983001709, -1.9743578433990479, -0.22060537338256836,
      -1.8288555145263672, 1.2774314880371094, 1.9623968601226807, 0.30761289596557617,
      -1.9950273036956787, 0.98887848854064941, -1.5155961513519287, 1.2251555919647217,
      -0.71613240242004395}},
    {shape = {2, 3, 2}, dtype = "int64",
      {1, 1, 3, 3, 2, 2, 3, 2, 2, 3, 1, 1}},
  }, grads = {
    {0.71238243579864502, 0.99567890167236328, 0.50004005432128906,
      -0.25335597991943359, 0.9300466775894165, 0.53829169273376465, 0.83059215545654297,
      0.0060392618179321289, -0.31845271587371826, 0.0049750804901123047, -0.86553621292114258,
      0.07143557071685791},
  }},
  {op = "sort", lua = "a:sort{stable = true}", inputs = {"i8:0:2"}, results = {
    {shape = {8}, dtype = "int64",
      {0, 1, 1, 1, 1, 2, 2, 2}},
    {shape = {8}, dtype = "int64",
      {1, 2, 3, 4, 7, 5, 6, 8}},
  }},
  {op = "sort", lua = "a:sort{descending = true, stable = true}", inputs = {"i8:0:2"}, results = {
    {shape = {8}, dtype = "int64",
      {2, 1, 1, 0, 0, 0, 0, 0}},
    {shape = {8}, dtype = "int64",
      {5, 6, 8, 1, 2, 3, 4, 7}},
  }},
  {op = "sort", lua = "a:sort()", inputs = {"=3,nan,1,-inf,inf"}, results = {
    {shape = {5}, dtype = "float64",
      {-inf, 1, 3, inf, nan}},
    {shape = {5}, dtype = "int64",
      {4, 3, 1, 5, 2}},
  }},
  {op = "sort", lua = "a:sort(1, true)", inputs = {"=3,nan,1,-inf,inf"}, results = {
    {shape = {5}, dtype = "float64",
      {nan, inf, 3, 1, -inf}},
    {shape = {5}, dtype = "int64",
      {2, 5, 1, 3, 4}},
  }, grads = {
    {-0.65279006958007812, -0.76256334781646729, -0.84169650077819824,
      -0.31676125526428223, 0.77219438552856445},
  }},
  {op = "sort", lua = "a:sort()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {1.6590139865875244}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {-0.39132571220397949},
  }},
  {op = "sort", lua = "a:sort()", inputs = {"f2x0"}, results = {
    {shape = {2, 0}, dtype = "float64",
      {}},
    {shape = {2, 0}, dtype = "int64",
      {}},
  }, grads = {
    {},
  }},
  {op = "sort", lua = "a:sort()", inputs = {"b5"}, results = {
    {shape = {5}, dtype = "bool",
      {0, 0, 1, 1, 1}},
    {shape = {5}, dtype = "int64",
      {4, 5, 1, 2, 3}},
  }},
  {op = "sort", lua = "a:sort()", inputs = {"u8-5:0:9"}, results = {
    {shape = {5}, dtype = "uint8",
      {1, 3, 3, 9, 9}},
    {shape = {5}, dtype = "int64",
      {3, 1, 2, 4, 5}},
  }},
  {op = "argsort", lua = "a:argsort(2, true)", inputs = {"f2x5"}, results = {
    {shape = {2, 5}, dtype = "int64",
      {4, 2, 1, 5, 3, 3, 4, 1, 5, 2}},
  }},
  {op = "argsort", lua = "a:argsort()", inputs = {"f2x5"}, results = {
    {shape = {2, 5}, dtype = "int64",
      {1, 5, 3, 4, 2, 2, 3, 1, 5, 4}},
  }},
  {op = "argsort", lua = "a:argsort{dim = 1, stable = true}", inputs = {"i7:0:2"}, results = {
    {shape = {7}, dtype = "int64",
      {6, 1, 3, 5, 2, 4, 7}},
  }},
  {op = "argsort", lua = "a:argsort()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "int64",
      {1}},
  }},
  {op = "msort", lua = "a:msort()", inputs = {"f4x2"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {-1.5840811729431152, -1.5964977741241455, -1.4899489879608154,
      -0.34220647811889648, 1.1178629398345947, -0.062875270843505859, 1.7450361251831055,
      1.4547765254974365}},
  }, grads = {
    {-0.18587970733642578, -0.92911577224731445, 0.15837681293487549,
      0.64443731307983398, 0.13222110271453857, -0.024794936180114746, 0.66508865356445312,
      -0.67866837978363037},
  }},
  {op = "msort", lua = "a:msort()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-1.827251672744751}},
  }, grads = {
    {-0.56385064125061035},
  }},
  {op = "msort", lua = "a:msort()", inputs = {"i5:-9:9"}, results = {
    {shape = {5}, dtype = "int64",
      {-5, -5, -3, 0, 4}},
  }},
  {op = "topk", lua = "a:topk(2)", inputs = {"f3x5"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {0.95699501037597656, 0.20403814315795898, 0.34000396728515625,
      -0.18490028381347656, 1.537539005279541, 1.1438465118408203}},
    {shape = {3, 2}, dtype = "int64",
      {3, 5, 3, 1, 4, 5}},
  }, grads = {
    {0, 0, -0.92767238616943359, 0, 0.62610161304473877, 0.65256822109222412, 0,
      0.35957765579223633, 0, 0, 0, 0, 0, 0.66088390350341797, 0.44849157333374023},
  }},
  {op = "topk", lua = "a:topk(2, 1, false)", inputs = {"f3x5"}, results = {
    {shape = {2, 5}, dtype = "float64",
      {-1.2548730373382568, -0.43786430358886719, 0.6766200065612793,
      -1.7441987991333008, -1.2899632453918457, -0.26285552978515625, 1.2587785720825195,
      1.0751690864562988, -1.1220297813415527, -1.2146086692810059}},
    {shape = {2, 5}, dtype = "int64",
      {2, 3, 2, 1, 3, 3, 1, 3, 3, 1}},
  }, grads = {
    {0, 0.79618561267852783, 0, 0.048090100288391113, -0.12315618991851807,
      0.44979476928710938, 0, -0.97669219970703125, 0, 0, -0.62029337882995605,
      -0.84301018714904785, -0.49574673175811768, -0.18834602832794189, -0.18858420848846436},
  }},
  {op = "topk", lua = "a:topk(3, {largest = false, sorted = true})", inputs = {"f6"}, results = {
    {shape = {3}, dtype = "float64",
      {-1.8995330333709717, -1.751246452331543, -0.52269077301025391}},
    {shape = {3}, dtype = "int64",
      {5, 1, 2}},
  }, grads = {
    {0.93644881248474121, -0.89851498603820801, 0, 0, -0.32762837409973145, 0},
  }},
  {op = "topk", lua = "a:topk(1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-1.6762571334838867}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.59864044189453125},
  }},
  {op = "topk", lua = "a:topk(0)", inputs = {"f2x3"}, results = {
    {shape = {2, 0}, dtype = "float64",
      {}},
    {shape = {2, 0}, dtype = "int64",
      {}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "topk", lua = "a:topk(2)", inputs = {"=1,nan,3,inf"}, results = {
    {shape = {2}, dtype = "float64",
      {nan, inf}},
    {shape = {2}, dtype = "int64",
      {2, 4}},
  }, grads = {
    {0, 0.27408468723297119, 0, -0.63788735866546631},
  }},
  {op = "topk", lua = "a:topk(3)", inputs = {"=4,7,1,9,2"}, results = {
    {shape = {3}, dtype = "float64",
      {9, 7, 4}},
    {shape = {3}, dtype = "int64",
      {4, 2, 1}},
  }, grads = {
    {0.67712795734405518, -0.047498226165771484, 0, -0.25232219696044922, 0},
  }},
  {op = "partition", lua = "a:partition(2)", inputs = {"f2x5"}, results = {
    {shape = {2, 5}, dtype = "float64",
      {-1.9921119213104248, -1.9572901725769043, 1.0468792915344238,
      1.1004874706268311, 1.8957071304321289, -1.4348354339599609, -1.2042994499206543,
      0.92390036582946777, 1.6896495819091797, 1.7725973129272461}},
  }, grads = {
    {-0.76714730262756348, -0.55812275409698486, 0.23444521427154541,
      0.77586269378662109, 0.42342543601989746, 0.090624809265136719, 0.77875280380249023,
      0.4649956226348877, 0.72306263446807861, -0.1819605827331543},
  }},
  {op = "partition", lua = "a:partition(-1, 1)", inputs = {"f3x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {-1.9248876571655273, -0.10491776466369629, -0.78849935531616211,
      0.36645627021789551, 0.79688715934753418, 1.4143915176391602}},
  }, grads = {
    {-0.4707033634185791, -0.14056122303009033, 0.48594796657562256,
      -0.83455395698547363, 0.64144742488861084, 0.96621799468994141},
  }},
  {op = "argpartition", lua = "a:argpartition(2)", inputs = {"f2x5"}, results = {
    {shape = {2, 5}, dtype = "int64",
      {1, 4, 5, 3, 2, 4, 5, 1, 2, 3}},
  }},
  {op = "argpartition", lua = "a:argpartition(1, {dim = 1})", inputs = {"f3x2"}, results = {
    {shape = {3, 2}, dtype = "int64",
      {1, 1, 2, 3, 3, 2}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b)", inputs = {"=-1,0,0,0.5,2", "=0,-3,0.5,nan,inf,2,-inf,1"}, results = {
    {shape = {8}, dtype = "int64",
      {2, 1, 4, 6, 6, 5, 1, 5}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b, {right = true})", inputs = {"=-1,0,0,0.5,2", "=0,-3,0.5,nan,inf,2,-inf,1"}, results = {
    {shape = {8}, dtype = "int64",
      {4, 1, 5, 6, 6, 6, 1, 5}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b, {side = \"right\"})", inputs = {"=-1,0,0,0.5,2", "=0,-3,0.5,nan,inf,2,-inf,1"}, results = {
    {shape = {8}, dtype = "int64",
      {4, 1, 5, 6, 6, 6, 1, 5}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b, {side = \"left\"})", inputs = {"=-1,0,0,0.5,2", "=0,-3,0.5,nan,inf,2,-inf,1"}, results = {
    {shape = {8}, dtype = "int64",
      {2, 1, 4, 6, 6, 5, 1, 5}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b, {out_int32 = true})", inputs = {"=-1,0,0,0.5,2", "=0,-3,0.5,nan,inf,2,-inf,1"}, results = {
    {shape = {8}, dtype = "int32",
      {2, 1, 4, 6, 6, 5, 1, 5}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), b)", inputs = {"f2x5", "f2x3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 6, 6, 5, 2, 4}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), b)", inputs = {"f5", "f2x3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {4, 6, 6, 1, 1, 2}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), b)", inputs = {"i5:-5:5", "i2x3:-9:9"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 6, 1, 1, 6, 1}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), b)", inputs = {"i5:-5:5", "f4"}, results = {
    {shape = {4}, dtype = "int64",
      {3, 4, 4, 3}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), 2)", inputs = {"i5:-5:5"}, results = {
    {shape = {}, dtype = "int64",
      {6}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), 0.5)", inputs = {"i5:-5:5"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b, {sorter = a:argsort()})", inputs = {"f2x5", "f2x3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {5, 5, 4, 4, 5, 3}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a, b)", inputs = {"f0", "f3"}, results = {
    {shape = {3}, dtype = "int64",
      {1, 1, 1}},
  }},
  {op = "searchsorted", lua = "tensor.searchsorted(a:sort(), b)", inputs = {"f2x3", "f2x0"}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "bucketize", lua = "tensor.bucketize(a, b)", inputs = {"=0,1,1.5,3,nan", "=1,1.5,2"}, results = {
    {shape = {5}, dtype = "int64",
      {1, 1, 2, 4, 4}},
  }},
  {op = "bucketize", lua = "tensor.bucketize(a, b, {right = true})", inputs = {"=0,1,1.5,3,nan", "=1,1.5,2"}, results = {
    {shape = {5}, dtype = "int64",
      {1, 2, 3, 4, 4}},
  }},
  {op = "bucketize", lua = "tensor.bucketize(a, b, {out_int32 = true})", inputs = {"i2x3:0:9", "=1,3,8"}, results = {
    {shape = {2, 3}, dtype = "int32",
      {3, 3, 2, 4, 3, 1}},
  }},
  {op = "bucketize", lua = "tensor.bucketize(2, a)", inputs = {"=1,3,8"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "bucketize", lua = "a:bucketize(b)", inputs = {"f:", "=-1,0,1"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "isin", lua = "tensor.isin(a, b)", inputs = {"i2x5:0:9", "i2x2:0:9"}, results = {
    {shape = {2, 5}, dtype = "bool",
      {0, 0, 1, 0, 0, 1, 0, 1, 0, 0}},
  }},
  {op = "isin", lua = "tensor.isin(a, b, {invert = true})", inputs = {"i2x5:0:9", "i2x2:0:9"}, results = {
    {shape = {2, 5}, dtype = "bool",
      {0, 1, 1, 1, 1, 1, 1, 0, 0, 1}},
  }},
  {op = "isin", lua = "tensor.isin(a, b, {assume_unique = true})", inputs = {"i2x5:0:9", "i2x2:0:9"}, results = {
    {shape = {2, 5}, dtype = "bool",
      {0, 0, 1, 1, 0, 0, 0, 1, 0, 1}},
  }},
  {op = "isin", lua = "tensor.isin(a, 2)", inputs = {"i6:0:4"}, results = {
    {shape = {6}, dtype = "bool",
      {0, 0, 0, 1, 0, 0}},
  }},
  {op = "isin", lua = "tensor.isin(2, a)", inputs = {"i6:0:4"}, results = {
    {shape = {}, dtype = "bool",
      {1}},
  }},
  {op = "isin", lua = "a:isin(b)", inputs = {"=1,nan,2,inf", "=nan,inf,2"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 0, 1, 1}},
  }},
  {op = "isin", lua = "tensor.isin(a, b)", inputs = {"i4:0:3", "f0"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 0, 0, 0}},
  }},
  {op = "isin", lua = "tensor.isin(a, b)", inputs = {"i0:0:3", "f2"}, results = {
    {shape = {0}, dtype = "bool",
      {}},
  }},
  {op = "isin", lua = "tensor.isin(a, b)", inputs = {"i5:0:3", "=1,2.5"}, results = {
    {shape = {5}, dtype = "bool",
      {1, 1, 0, 0, 0}},
  }},
  {op = "isin", lua = "tensor.isin(a, b)", inputs = {"u8-6:0:9", "i3:0:9"}, results = {
    {shape = {6}, dtype = "bool",
      {0, 0, 0, 0, 0, 0}},
  }},
}
