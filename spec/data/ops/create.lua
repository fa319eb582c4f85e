-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "full", lua = "tensor.full({2, 3}, 7)", inputs = {}, results = {
    {shape = {2, 3}, dtype = "int64",
      {7, 7, 7, 7, 7, 7}},
  }},
  {op = "full", lua = "tensor.full({2}, 1.5)", inputs = {}, results = {
    {shape = {2}, dtype = "float32",
      {1.5, 1.5}},
  }},
  {op = "full", lua = "tensor.full({2}, true)", inputs = {}, results = {
    {shape = {2}, dtype = "bool",
      {1, 1}},
  }},
  {op = "zeros", lua = "tensor.zeros(2, 0)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "float32",
      {}},
  }},
  {op = "zeros", lua = "tensor.zeros({2}, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {2}, dtype = "int32",
      {0, 0}},
  }},
  {op = "ones", lua = "tensor.ones()", inputs = {}, results = {
    {shape = {}, dtype = "float32",
      {1}},
  }},
  {op = "arange", lua = "tensor.arange(5)", inputs = {}, results = {
    {shape = {5}, dtype = "int64",
      {0, 1, 2, 3, 4}},
  }},
  {op = "arange", lua = "tensor.arange(0.1, -7.9, -4, {dtype = 'int64'})", inputs = {}, results = {
    {shape = {2}, dtype = "int64",
      {0, -4}},
  }},
  {op = "arange", lua = "tensor.arange(-0.9, 2.1, 2, {dtype = 'uint8'})", inputs = {}, results = {
    {shape = {2}, dtype = "uint8",
      {0, 2}},
  }},
  {op = "arange", lua = "tensor.arange(0, 5, 1.5, {dtype = 'int32'})", inputs = {}, results = {
    {shape = {4}, dtype = "int32",
      {0, 1, 2, 3}},
  }},
  {op = "arange", lua = "tensor.arange(1, 2, 0.25)", inputs = {}, results = {
    {shape = {4}, dtype = "float32",
      {1, 1.25, 1.5, 1.75}},
  }},
  {op = "arange", lua = "tensor.arange(5, 0, -2)", inputs = {}, results = {
    {shape = {3}, dtype = "int64",
      {5, 3, 1}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 1, 5)", inputs = {}, results = {
    {shape = {5}, dtype = "float32",
      {0, 0.25, 0.5, 0.75, 1}},
  }},
  {op = "linspace", lua = "tensor.linspace(2, 3, 1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {2}},
  }},
  {op = "eye", lua = "tensor.eye(3)", inputs = {}, results = {
    {shape = {3, 3}, dtype = "float32",
      {1, 0, 0, 0, 1, 0, 0, 0, 1}},
  }},
  {op = "eye", lua = "tensor.eye(2, 4, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {2, 4}, dtype = "int64",
      {1, 0, 0, 0, 0, 1, 0, 0}},
  }},
  {op = "arange", lua = "tensor.arange(2.5)", inputs = {}, results = {
    {shape = {3}, dtype = "float32",
      {0, 1, 2}},
  }},
  {op = "arange", lua = "tensor.arange(0)", inputs = {}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "arange", lua = "tensor.arange(1, 2, 0.3)", inputs = {}, results = {
    {shape = {4}, dtype = "float32",
      {1, 1.2999999523162842, 1.6000000238418579, 1.8999999761581421}},
  }},
  {op = "arange", lua = "tensor.arange(-1, -2, -0.25)", inputs = {}, results = {
    {shape = {4}, dtype = "float32",
      {-1, -1.25, -1.5, -1.75}},
  }},
  {op = "arange", lua = "tensor.arange{start = 2, [\"end\"] = 7, step = 2}", inputs = {}, results = {
    {shape = {3}, dtype = "int64",
      {2, 4, 6}},
  }},
  {op = "arange", lua = "tensor.arange(1, 6, 2, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {3}, dtype = "float64",
      {1, 3, 5}},
  }},
  {op = "arange_to", lua = "tensor.arange(3, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {3}, dtype = "int32",
      {0, 1, 2}},
  }},
  {op = "arange_to", lua = "tensor.arange(3.5)", inputs = {}, results = {
    {shape = {4}, dtype = "float32",
      {0, 1, 2, 3}},
  }},
  {op = "linspace", lua = "tensor.linspace(-3, 5, 7, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int16",
      {-3, -1, 0, 1, 2, 3, 5}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 10, 5, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int64",
      {0, 2, 5, 7, 10}},
  }},
  {op = "linspace", lua = "tensor.linspace(5, -5, 4, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {4}, dtype = "float64",
      {5, 1.6666666666666665, -1.6666666666666665, -5}},
  }},
  {op = "linspace", lua = "tensor.linspace(tensor.tensor(1.5), 3, 4)", inputs = {}, results = {
    {shape = {4}, dtype = "float32",
      {1.5, 2, 2.5, 3}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 1, 0)", inputs = {}, results = {
    {shape = {0}, dtype = "float32",
      {}},
  }},
  {op = "linspace", lua = "tensor.linspace{start = 0, [\"end\"] = 1, steps = 3}", inputs = {}, results = {
    {shape = {3}, dtype = "float32",
      {0, 0.5, 1}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 1, 5)", inputs = {}, results = {
    {shape = {5}, dtype = "float32",
      {1, 1.7782794237136841, 3.1622776985168457, 5.6234130859375, 10}},
  }},
  {op = "logspace", lua = "tensor.logspace(-2, 2, 4, 2)", inputs = {}, results = {
    {shape = {4}, dtype = "float32",
      {0.25, 0.62996053695678711, 1.5874010324478149, 4}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 4, {base = 2, dtype = \"int64\"})", inputs = {}, results = {
    {shape = {4}, dtype = "int64",
      {1, 2, 4, 8}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 2, 5, {dtype = \"float64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "float64",
      {1, 3.1622776601683795, 10, 31.622776601683793, 100}},
  }},
  {op = "logspace", lua = "tensor.logspace(1, 3, 5, -2)", inputs = {}, results = {
    {shape = {5}, dtype = "float32",
      {-2, nan, 4, nan, -8}},
  }},
  {op = "logspace", lua = "tensor.logspace(2, 1, 1)", inputs = {}, results = {
    {shape = {1}, dtype = "float32",
      {100}},
  }},
  {op = "eye", lua = "tensor.eye(0)", inputs = {}, results = {
    {shape = {0, 0}, dtype = "float32",
      {}},
  }},
  {op = "eye", lua = "tensor.eye(3, 2)", inputs = {}, results = {
    {shape = {3, 2}, dtype = "float32",
      {1, 0, 0, 1, 0, 0}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(3, 3)", inputs = {}, results = {
    {shape = {2, 6}, dtype = "int64",
      {1, 2, 2, 3, 3, 3, 1, 1, 2, 1, 2, 3}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(3, 3)", inputs = {}, results = {
    {shape = {2, 6}, dtype = "int64",
      {1, 1, 1, 2, 2, 3, 1, 2, 3, 2, 3, 3}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(3, 4, 1)", inputs = {}, results = {
    {shape = {2, 9}, dtype = "int64",
      {1, 1, 2, 2, 2, 3, 3, 3, 3, 1, 2, 1, 2, 3, 1, 2, 3, 4}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(3, 4, 1)", inputs = {}, results = {
    {shape = {2, 6}, dtype = "int64",
      {1, 1, 1, 2, 2, 3, 2, 3, 4, 3, 4, 4}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(4, 2, -1)", inputs = {}, results = {
    {shape = {2, 5}, dtype = "int64",
      {2, 3, 3, 4, 4, 1, 1, 2, 1, 2}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(4, 2, -1)", inputs = {}, results = {
    {shape = {2, 5}, dtype = "int64",
      {1, 1, 2, 2, 3, 1, 2, 1, 2, 2}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(0, 3)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(0, 3)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(3, 0)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(3, 0)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(2, 3, 9)", inputs = {}, results = {
    {shape = {2, 6}, dtype = "int64",
      {1, 1, 1, 2, 2, 2, 1, 2, 3, 1, 2, 3}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(2, 3, 9)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(2, 3, -9)", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int64",
      {}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(2, 3, -9)", inputs = {}, results = {
    {shape = {2, 6}, dtype = "int64",
      {1, 1, 1, 2, 2, 2, 1, 2, 3, 1, 2, 3}},
  }},
  {op = "tril_indices", lua = "tensor.tril_indices(2, 2, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {2, 3}, dtype = "int32",
      {1, 2, 2, 1, 1, 2}},
  }},
  {op = "triu_indices", lua = "tensor.triu_indices(2, 2, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {2, 3}, dtype = "int32",
      {1, 1, 2, 1, 2, 2}},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"f3"}, results = {
    {shape = {3, 3}, dtype = "float64",
      {2.186953270430422, -1.4788351058959961, 1, 0.92382156423832384,
      -0.96115636825561523, 1, 0.14967957835784773, 0.38688445091247559, 1}},
  }},
  {op = "vander", lua = "a:vander(2)", inputs = {"f3"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {0.5769505500793457, 1, 1.8810861110687256, 1, 0.17379856109619141, 1}},
  }},
  {op = "vander", lua = "a:vander({N = 5, increasing = true})", inputs = {"f3"}, results = {
    {shape = {3, 5}, dtype = "float64",
      {1, 1.6789219379425049, 2.8187788737046162, 4.7325096892715459,
      7.9455143388434655, 1, 0.56363654136657715, 0.31768615076367723, 0.17905952325650001,
      0.10092449038704185, 1, 0.062940597534179688, 0.0039615188179595862, 0.00024934036154527356,
      1.5693631345047917e-05}},
  }},
  {op = "vander", lua = "a:vander(0)", inputs = {"f3"}, results = {
    {shape = {3, 0}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander(1, true)", inputs = {"f3"}, results = {
    {shape = {3, 1}, dtype = "float64",
      {1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"i4:-3:3"}, results = {
    {shape = {4, 4}, dtype = "int64",
      {-8, 4, -2, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander(2)", inputs = {"i4:-3:3"}, results = {
    {shape = {4, 2}, dtype = "int64",
      {1, 1, 0, 1, 0, 1, -3, 1}},
  }},
  {op = "vander", lua = "a:vander({N = 5, increasing = true})", inputs = {"i4:-3:3"}, results = {
    {shape = {4, 5}, dtype = "int64",
      {1, 3, 9, 27, 81, 1, -2, 4, -8, 16, 1, -2, 4, -8, 16, 1, 1, 1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander(0)", inputs = {"i4:-3:3"}, results = {
    {shape = {4, 0}, dtype = "int64",
      {}},
  }},
  {op = "vander", lua = "a:vander(1, true)", inputs = {"i4:-3:3"}, results = {
    {shape = {4, 1}, dtype = "int64",
      {1, 1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"f0"}, results = {
    {shape = {0, 0}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander(2)", inputs = {"f0"}, results = {
    {shape = {0, 2}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander({N = 5, increasing = true})", inputs = {"f0"}, results = {
    {shape = {0, 5}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander(0)", inputs = {"f0"}, results = {
    {shape = {0, 0}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander(1, true)", inputs = {"f0"}, results = {
    {shape = {0, 1}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"f1"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {1}},
  }},
  {op = "vander", lua = "a:vander(2)", inputs = {"f1"}, results = {
    {shape = {1, 2}, dtype = "float64",
      {0.57385015487670898, 1}},
  }},
  {op = "vander", lua = "a:vander({N = 5, increasing = true})", inputs = {"f1"}, results = {
    {shape = {1, 5}, dtype = "float64",
      {1, 1.6758215427398682, 2.8083778431110318, 4.7063400896387924,
      7.88698610967697}},
  }},
  {op = "vander", lua = "a:vander(0)", inputs = {"f1"}, results = {
    {shape = {1, 0}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander(1, true)", inputs = {"f1"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {1}},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"b3"}, results = {
    {shape = {3, 3}, dtype = "int64",
      {0, 0, 1, 0, 0, 1, 1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander(2)", inputs = {"b3"}, results = {
    {shape = {3, 2}, dtype = "int64",
      {1, 1, 1, 1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander({N = 5, increasing = true})", inputs = {"b3"}, results = {
    {shape = {3, 5}, dtype = "int64",
      {1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander(0)", inputs = {"b3"}, results = {
    {shape = {3, 0}, dtype = "int64",
      {}},
  }},
  {op = "vander", lua = "a:vander(1, true)", inputs = {"b3"}, results = {
    {shape = {3, 1}, dtype = "int64",
      {1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"=0,2,0.5"}, results = {
    {shape = {3, 3}, dtype = "float64",
      {0, 0, 1, 4, 2, 1, 0.25, 0.5, 1}},
  }},
  {op = "vander", lua = "a:vander(2)", inputs = {"=0,2,0.5"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {0, 1, 2, 1, 0.5, 1}},
  }},
  {op = "vander", lua = "a:vander({N = 5, increasing = true})", inputs = {"=0,2,0.5"}, results = {
    {shape = {3, 5}, dtype = "float64",
      {1, 0, 0, 0, 0, 1, 2, 4, 8, 16, 1, 0.5, 0.25, 0.125, 0.0625}},
  }},
  {op = "vander", lua = "a:vander(0)", inputs = {"=0,2,0.5"}, results = {
    {shape = {3, 0}, dtype = "float64",
      {}},
  }},
  {op = "vander", lua = "a:vander(1, true)", inputs = {"=0,2,0.5"}, results = {
    {shape = {3, 1}, dtype = "float64",
      {1, 1, 1}},
  }},
  {op = "vander", lua = "a:vander(4, true)", inputs = {"f3"}, results = {
    {shape = {3, 4}, dtype = "float64",
      {1, -1.2387256622314453, 1.5344412662707327, -1.900751773716471, 1,
      -0.58481287956237793, 0.34200610410204035, -0.20000957456782462, 1, 1.4145855903625488,
      2.0010523924613608, 2.8306598799363449}},
  }, grads = {
    {-3.9809266027924544, 0.19592785080758188, 0.073481773301852349},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"f3"}, results = {
    {shape = {3, 3}, dtype = "float64",
      {2.186953270430422, -1.4788351058959961, 1, 0.92382156423832384,
      -0.96115636825561523, 1, 0.14967957835784773, 0.38688445091247559, 1}},
  }, grads = {
    {-0.00016566059275646694, -0.35759485774997302, 0.57680536631153245},
  }},
  {op = "vander", lua = "a:vander(4, true)", inputs = {"=2,0.5,-1"}, results = {
    {shape = {3, 4}, dtype = "float64",
      {1, 2, 4, 8, 1, 0.5, 0.25, 0.125, 1, -1, 1, -1}},
  }, grads = {
    {6.4379879236221313, 1.213092714548111, 2.3042924404144287},
  }},
  {op = "vander", lua = "a:vander()", inputs = {"=2,0.5,-1"}, results = {
    {shape = {3, 3}, dtype = "float64",
      {4, 2, 1, 0.25, 0.5, 1, 1, -1, 1}},
  }, grads = {
    {3.2053639888763428, 0.022148370742797852, -1.9465343952178955},
  }},
  {op = "empty_strided", lua = "tensor.empty_strided({2, 3}, {1, 2}):fill_(7)", inputs = {}, results = {
    {shape = {2, 3}, dtype = "float32",
      {7, 7, 7, 7, 7, 7}},
  }},
  {op = "empty_strided", lua = "tensor.empty_strided({2, 0}, {3, 1}, {dtype = \"int8\"})", inputs = {}, results = {
    {shape = {2, 0}, dtype = "int8",
      {}},
  }},
  {op = "zeros_like", lua = "a:zeros_like()", inputs = {"i2x3:0:3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {0, 0, 0, 0, 0, 0}},
  }},
  {op = "ones_like", lua = "a:ones_like()", inputs = {"i2x3:0:3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 1, 1, 1, 1, 1}},
  }},
  {op = "full_like", lua = "a:full_like(3)", inputs = {"i2x3:0:3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {3, 3, 3, 3, 3, 3}},
  }},
  {op = "new_zeros", lua = "a:new_zeros({2, 2})", inputs = {"i2x3:0:3"}, results = {
    {shape = {2, 2}, dtype = "int64",
      {0, 0, 0, 0}},
  }},
  {op = "new_ones", lua = "a:new_ones({2, 2})", inputs = {"i2x3:0:3"}, results = {
    {shape = {2, 2}, dtype = "int64",
      {1, 1, 1, 1}},
  }},
  {op = "new_full", lua = "a:new_full({2, 2}, 5)", inputs = {"i2x3:0:3"}, results = {
    {shape = {2, 2}, dtype = "int64",
      {5, 5, 5, 5}},
  }},
  {op = "copy", lua = "tensor._ops.copy(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.9490723609924316, 0.92754483222961426, -1.2644302845001221,
      1.4768617153167725, -1.4524922370910645, -0.67651939392089844}},
  }, grads = {
    {0.75625360012054443, -0.34987759590148926, 0.56138074398040771,
      0.86740005016326904, -0.31364643573760986, 0.32083940505981445},
  }},
  {op = "to_dtype", lua = "a:to(\"float32\")", inputs = {"=0,1,2.5,-0.0,100.75,0.1,3.999"}, results = {
    {shape = {7}, dtype = "float32",
      {0, 1, 2.5, -0, 100.75, 0.10000000149011612, 3.999000072479248}},
  }},
  {op = "to_dtype", lua = "a:to(\"int64\")", inputs = {"=0,1,2.5,-0.0,100.75,0.1,3.999"}, results = {
    {shape = {7}, dtype = "int64",
      {0, 1, 2, 0, 100, 0, 3}},
  }},
  {op = "to_dtype", lua = "a:to(\"int32\")", inputs = {"=0,1,2.5,-0.0,100.75,0.1,3.999"}, results = {
    {shape = {7}, dtype = "int32",
      {0, 1, 2, 0, 100, 0, 3}},
  }},
  {op = "to_dtype", lua = "a:to(\"uint8\")", inputs = {"=0,1,2.5,-0.0,100.75,0.1,3.999"}, results = {
    {shape = {7}, dtype = "uint8",
      {0, 1, 2, 0, 100, 0, 3}},
  }},
  {op = "to_dtype", lua = "a:to(\"bool\")", inputs = {"=0,1,2.5,-0.0,100.75,0.1,3.999"}, results = {
    {shape = {7}, dtype = "bool",
      {0, 1, 1, 0, 1, 1, 1}},
  }},
  {op = "to_dtype", lua = "a:to(\"float16\")", inputs = {"=0,1,2.5,-0.0,100.75,0.1,3.999"}, results = {
    {shape = {7}, dtype = "float16",
      {0, 1, 2.5, -0, 100.75, 0.0999755859375, 3.998046875}},
  }},
  {op = "to_dtype", lua = "a:to(\"bfloat16\")", inputs = {"=0,1,2.5,-0.0,100.75,0.1,3.999"}, results = {
    {shape = {7}, dtype = "bfloat16",
      {0, 1, 2.5, -0, 101, 0.10009765625, 4}},
  }},
  {op = "to_dtype", lua = "a:to(\"int8\")", inputs = {"=0,1,2.5,-0.0,100.75,0.1,3.999"}, results = {
    {shape = {7}, dtype = "int8",
      {0, 1, 2, 0, 100, 0, 3}},
  }},
  {op = "to_dtype", lua = "a:to(\"int16\")", inputs = {"=0,1,2.5,-0.0,100.75,0.1,3.999"}, results = {
    {shape = {7}, dtype = "int16",
      {0, 1, 2, 0, 100, 0, 3}},
  }},
  {op = "to_dtype", lua = "a:to(\"float32\"):to(\"float64\")", inputs = {"f4"}, results = {
    {shape = {4}, dtype = "float64",
      {0.65816044807434082, 1.4749541282653809, -0.74703836441040039,
      1.2347452640533447}},
  }, grads = {
    {0.847786545753479, 0.40553569793701172, 0.88980937004089355,
      0.52929377555847168},
  }},
  {op = "fill", lua = "(a * 1):fill_(3)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {3, 3, 3, 3, 3, 3}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "fill", lua = "(a * 1):fill_(b)", inputs = {"f2x3", "f:"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.3439855575561523, 1.3439855575561523, 1.3439855575561523,
      1.3439855575561523, 1.3439855575561523, 1.3439855575561523}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
    {-2.7444362640380859},
  }},
  {op = "zero", lua = "(a * 1):zero_()", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0, 0, 0, 0, 0, 0}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "copy_from", lua = "(a * 1):copy_(b)", inputs = {"f2x3", "f3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.72704839706420898, -1.1942887306213379, 1.6809594631195068,
      -0.72704839706420898, -1.1942887306213379, 1.6809594631195068}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
    {-0.043669223785400391, -1.3681472539901733, -0.16602444648742676},
  }},
  {op = "linspace", lua = "tensor.linspace(-3.7, 10.9, 5, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int32",
      {-3, 0, 3, 6, 10}},
  }},
  {op = "linspace", lua = "tensor.linspace(-3.7, 10.9, 5, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int64",
      {-3, 0, 3, 6, 10}},
  }},
  {op = "linspace", lua = "tensor.linspace(-3.7, 10.9, 5, {dtype = \"int8\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int8",
      {-3, 0, 3, 6, 10}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 255, 5, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int32",
      {0, 63, 127, 191, 255}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 255, 5, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int64",
      {0, 63, 127, 191, 255}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 255, 5, {dtype = \"uint8\"})", inputs = {}, results = {
    {shape = {5}, dtype = "uint8",
      {0, 63, 127, 191, 255}},
  }},
  {op = "linspace", lua = "tensor.linspace(0.6, 10, 1, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {1}, dtype = "int32",
      {0}},
  }},
  {op = "linspace", lua = "tensor.linspace(0.6, 10, 1, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "int64",
      {0}},
  }},
  {op = "linspace", lua = "tensor.linspace(0.6, 10, 1, {dtype = \"uint8\"})", inputs = {}, results = {
    {shape = {1}, dtype = "uint8",
      {0}},
  }},
  {op = "linspace", lua = "tensor.linspace(0.6, 10, 1, {dtype = \"int8\"})", inputs = {}, results = {
    {shape = {1}, dtype = "int8",
      {0}},
  }},
  {op = "linspace", lua = "tensor.linspace(3, -3, 4, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {4}, dtype = "int32",
      {3, 1, -1, -3}},
  }},
  {op = "linspace", lua = "tensor.linspace(3, -3, 4, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {4}, dtype = "int64",
      {3, 1, -1, -3}},
  }},
  {op = "linspace", lua = "tensor.linspace(3, -3, 4, {dtype = \"int8\"})", inputs = {}, results = {
    {shape = {4}, dtype = "int8",
      {3, 1, -1, -3}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 7, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int64",
      {1, 3, 10, 31, 100, 316, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 7, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int32",
      {1, 3, 10, 31, 100, 316, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 7, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int16",
      {1, 3, 10, 31, 100, 316, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(0.7, 3.2, 7, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int64",
      {1, 3, 10, 31, 100, 316, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(0.7, 3.2, 7, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int32",
      {1, 3, 10, 31, 100, 316, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(0.7, 3.2, 7, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int16",
      {1, 3, 10, 31, 100, 316, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(-3, 3, 7, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int64",
      {0, 0, 0, 1, 10, 100, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(-3, 3, 7, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int32",
      {0, 0, 0, 1, 10, 100, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(-3, 3, 7, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {7}, dtype = "int16",
      {0, 0, 0, 1, 10, 100, 1000}},
  }},
  {op = "logspace", lua = "tensor.logspace(2.9, 10, 1, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {1}, dtype = "int64",
      {794}},
  }},
  {op = "logspace", lua = "tensor.logspace(2.9, 10, 1, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {1}, dtype = "int32",
      {794}},
  }},
  {op = "logspace", lua = "tensor.logspace(2.9, 10, 1, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {1}, dtype = "int16",
      {794}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 10, 5, 2, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int64",
      {1, 5, 32, 181, 1024}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 10, 5, 2, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int32",
      {1, 5, 32, 181, 1024}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 10, 5, 2, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int16",
      {1, 5, 32, 181, 1024}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 5, 2.5, {dtype = \"int64\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int64",
      {1, 1, 3, 7, 15}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 5, 2.5, {dtype = \"int32\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int32",
      {1, 1, 3, 7, 15}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 5, 2.5, {dtype = \"int16\"})", inputs = {}, results = {
    {shape = {5}, dtype = "int16",
      {1, 1, 3, 7, 15}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 3, 5, {dtype = \"uint8\"})", inputs = {}, results = {
    {shape = {5}, dtype = "uint8",
      {1, 5, 31, 177, 232}},
  }},
  {op = "linspace", lua = "tensor.linspace(0, 1, 3, {dtype = \"complex64\"})", inputs = {}, results = {
    {shape = {3}, dtype = "complex64",
      {0, 0, 0.5, 0, 1, 0}},
  }},
  {op = "logspace", lua = "tensor.logspace(0, 1, 3, {dtype = \"complex64\"})", inputs = {}, results = {
    {shape = {3}, dtype = "complex64",
      {1, 0, 3.1622776985168457, 0, 10, 0}},
  }},
}
