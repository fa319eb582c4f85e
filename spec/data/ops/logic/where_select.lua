-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "where_select", lua = "tensor.where(a, b, c)", inputs = {"b2x3", "f3", "f2x1"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.5177590847015381, 0.25902128219604492, 1.5177590847015381,
      1.2071781158447266, 1.2071781158447266, 0.5145421028137207}},
  }, grads = {
    {0, -0.85042357444763184, -0.67440783977508545},
    {-0.90109622478485107, 0.29694819450378418},
  }},
  {op = "where_select", lua = "b:where(a, 2)", inputs = {"b2x3", "f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {2, 2, 0.96732521057128906, 2, 2, 2}},
  }, grads = {
    {0, 0, -0.69136548042297363, 0, 0, 0},
  }},
  {op = "where_select", lua = "tensor.where(a, b, c)", inputs = {"b4", "i4:-3:3", "f4"}, results = {
    {shape = {4}, dtype = "float64",
      {-1, 0.4657285213470459, -3, -0.032349109649658203}},
  }, grads = {
    {0, 0.17789196968078613, 0, 0.30407702922821045},
  }},
}
