-- Recorded by spec/record/ops.py (ops/create.py) with PyTorch 2.15.0.
return {
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
}
