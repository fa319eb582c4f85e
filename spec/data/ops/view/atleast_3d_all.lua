-- Recorded by spec/record/ops.py (ops/view.py) with PyTorch 2.15.0.
return {
  {op = "atleast_3d_all", lua = "table.unpack(tensor.atleast_3d(a, b))", inputs = {"f:", "f3"}, results = {
    {shape = {1, 1, 1}, dtype = "float64",
      {1.9372146129608154}},
    {shape = {1, 3, 1}, dtype = "float64",
      {-0.72846603393554688, -0.9576115608215332, 0.61370253562927246}},
  }, grads = {
    {0.098072648048400879},
    {0.97374582290649414, 0.87675309181213379, 0.0037468671798706055},
  }},
  {op = "atleast_3d_all", lua = "table.unpack(tensor.atleast_3d{a, b, c})", inputs = {"f:", "i2x2:0:9", "f1x1x2"}, results = {
    {shape = {1, 1, 1}, dtype = "float64",
      {-1.7348475456237793}},
    {shape = {2, 2, 1}, dtype = "int64",
      {5, 6, 2, 0}},
    {shape = {1, 1, 2}, dtype = "float64",
      {-1.1365211009979248, 1.2144408226013184}},
  }, grads = {
    {0.066786408424377441},
    {0.30929422378540039, 0.61128044128417969},
  }},
}
