-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
local inf, nan = math.huge, 0 / 0
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
}
