-- Recorded by spec/record/ops.py (ops/logic.py) with PyTorch 2.15.0.
return {
  {op = "eq", lua = "a:eq(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {0, 0, 0, 0, 1, 0}},
  }},
  {op = "eq", lua = "a:eq(0)", inputs = {"=0,-0.0,1,nan,-inf"}, results = {
    {shape = {5}, dtype = "bool",
      {1, 1, 0, 0, 0}},
  }},
  {op = "eq", lua = "a:eq(b)", inputs = {"b4", "b4"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 1, 1, 0}},
  }},
  {op = "ne", lua = "a:ne(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {0, 1, 1, 0, 1, 1}},
  }},
  {op = "ne", lua = "a:ne(0)", inputs = {"=0,-0.0,1,nan,-inf"}, results = {
    {shape = {5}, dtype = "bool",
      {0, 0, 1, 1, 1}},
  }},
  {op = "ne", lua = "a:ne(b)", inputs = {"b4", "b4"}, results = {
    {shape = {4}, dtype = "bool",
      {1, 0, 0, 0}},
  }},
  {op = "lt", lua = "a:lt(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {0, 0, 0, 1, 0, 0}},
  }},
  {op = "lt", lua = "a:lt(0)", inputs = {"=0,-0.0,1,nan,-inf"}, results = {
    {shape = {5}, dtype = "bool",
      {0, 0, 0, 0, 1}},
  }},
  {op = "lt", lua = "a:lt(b)", inputs = {"b4", "b4"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 1, 0, 0}},
  }},
  {op = "le", lua = "a:le(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {1, 1, 1, 1, 1, 1}},
  }},
  {op = "le", lua = "a:le(0)", inputs = {"=0,-0.0,1,nan,-inf"}, results = {
    {shape = {5}, dtype = "bool",
      {1, 1, 0, 0, 1}},
  }},
  {op = "le", lua = "a:le(b)", inputs = {"b4", "b4"}, results = {
    {shape = {4}, dtype = "bool",
      {1, 1, 1, 0}},
  }},
  {op = "gt", lua = "a:gt(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {0, 0, 0, 1, 0, 0}},
  }},
  {op = "gt", lua = "a:gt(0)", inputs = {"=0,-0.0,1,nan,-inf"}, results = {
    {shape = {5}, dtype = "bool",
      {0, 0, 1, 0, 0}},
  }},
  {op = "gt", lua = "a:gt(b)", inputs = {"b4", "b4"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 1, 0, 1}},
  }},
  {op = "ge", lua = "a:ge(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {1, 0, 1, 0, 1, 1}},
  }},
  {op = "ge", lua = "a:ge(0)", inputs = {"=0,-0.0,1,nan,-inf"}, results = {
    {shape = {5}, dtype = "bool",
      {1, 1, 1, 0, 0}},
  }},
  {op = "ge", lua = "a:ge(b)", inputs = {"b4", "b4"}, results = {
    {shape = {4}, dtype = "bool",
      {1, 1, 1, 1}},
  }},
  {op = "isnan", lua = "a:isnan()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "bool",
      {0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0}},
  }},
  {op = "isnan", lua = "a:isnan()", inputs = {"i4:0:2"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 0, 0, 0}},
  }},
  {op = "isinf", lua = "a:isinf()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "bool",
      {0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0}},
  }},
  {op = "isinf", lua = "a:isinf()", inputs = {"i4:0:2"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 0, 0, 0}},
  }},
  {op = "isfinite", lua = "a:isfinite()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "bool",
      {1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1}},
  }},
  {op = "isfinite", lua = "a:isfinite()", inputs = {"i4:0:2"}, results = {
    {shape = {4}, dtype = "bool",
      {1, 1, 1, 1}},
  }},
  {op = "logical_not", lua = "a:logical_not()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "bool",
      {1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
  }},
  {op = "logical_not", lua = "a:logical_not()", inputs = {"i4:0:2"}, results = {
    {shape = {4}, dtype = "bool",
      {1, 0, 0, 0}},
  }},
  {op = "logical_and", lua = "a:logical_and(b)", inputs = {"i2x3:0:1", "i3:0:1"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {0, 0, 0, 0, 0, 0}},
  }},
  {op = "logical_and", lua = "a:logical_and(b)", inputs = {"=0,1,nan,0", "b4"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 0, 0, 0}},
  }},
  {op = "logical_or", lua = "a:logical_or(b)", inputs = {"i2x3:0:1", "i3:0:1"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {1, 1, 1, 0, 1, 1}},
  }},
  {op = "logical_or", lua = "a:logical_or(b)", inputs = {"=0,1,nan,0", "b4"}, results = {
    {shape = {4}, dtype = "bool",
      {1, 1, 1, 0}},
  }},
  {op = "logical_xor", lua = "a:logical_xor(b)", inputs = {"i2x3:0:1", "i3:0:1"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {1, 1, 0, 1, 1, 0}},
  }},
  {op = "logical_xor", lua = "a:logical_xor(b)", inputs = {"=0,1,nan,0", "b4"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 0, 1, 1}},
  }},
  {op = "bitwise_and", lua = "a & b", inputs = {"i2x3:-9:9", "i3:0:7"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {6, 1, 4, 6, 0, 0}},
  }},
  {op = "bitwise_and", lua = "a:bitwise_and(b)", inputs = {"b6", "b6"}, results = {
    {shape = {6}, dtype = "bool",
      {0, 0, 1, 0, 0, 0}},
  }},
  {op = "bitwise_and", lua = "a:bitwise_and(3)", inputs = {"u8-6:0:255"}, results = {
    {shape = {6}, dtype = "uint8",
      {1, 0, 1, 3, 1, 2}},
  }},
  {op = "bitwise_or", lua = "a | b", inputs = {"i2x3:-9:9", "i3:0:7"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {-5, 3, 7, -1, 3, -2}},
  }},
  {op = "bitwise_or", lua = "a:bitwise_or(b)", inputs = {"b6", "b6"}, results = {
    {shape = {6}, dtype = "bool",
      {1, 1, 1, 1, 0, 1}},
  }},
  {op = "bitwise_or", lua = "a:bitwise_or(3)", inputs = {"u8-6:0:255"}, results = {
    {shape = {6}, dtype = "uint8",
      {159, 103, 123, 167, 251, 131}},
  }},
  {op = "bitwise_xor", lua = "a ~ b", inputs = {"i2x3:-9:9", "i3:0:7"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {3, 4, -3, -8, 14, 2}},
  }},
  {op = "bitwise_xor", lua = "a:bitwise_xor(b)", inputs = {"b6", "b6"}, results = {
    {shape = {6}, dtype = "bool",
      {0, 0, 0, 1, 0, 1}},
  }},
  {op = "bitwise_xor", lua = "a:bitwise_xor(3)", inputs = {"u8-6:0:255"}, results = {
    {shape = {6}, dtype = "uint8",
      {153, 35, 61, 196, 46, 176}},
  }},
  {op = "bitwise_not", lua = "~a", inputs = {"i4:-5:5"}, results = {
    {shape = {4}, dtype = "int64",
      {-5, 3, -1, 2}},
  }},
  {op = "bitwise_not", lua = "~a", inputs = {"b4"}, results = {
    {shape = {4}, dtype = "bool",
      {1, 0, 0, 0}},
  }},
  {op = "bitwise_left_shift", lua = "a << b", inputs = {"i6:-9:9", "i6:0:4"}, results = {
    {shape = {6}, dtype = "int64",
      {-32, -96, -4, 5, -14, 80}},
  }},
  {op = "bitwise_right_shift", lua = "a >> b", inputs = {"i6:-99:99", "i6:0:4"}, results = {
    {shape = {6}, dtype = "int64",
      {-34, -69, -5, -6, 19, -18}},
  }},
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
  {op = "masked_fill", lua = "a:masked_fill(b, 7)", inputs = {"f2x3", "b3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {7, -1.5850071907043457, 1.2377171516418457, 7, 0.92067766189575195,
      0.095311164855957031}},
  }, grads = {
    {0, 0.49222981929779053, -0.51969969272613525, 0, 0.71397566795349121,
      0.86269187927246094},
  }},
  {op = "masked_fill", lua = "a:masked_fill(b, c)", inputs = {"f2x3", "b2x3", "f:"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.31969618797302246, -0.40344429016113281, 1.8371913433074951,
      -0.27230572700500488, -0.27230572700500488, -1.0344974994659424}},
  }, grads = {
    {0.76420795917510986, -0.20330846309661865, 0.46112608909606934, 0, 0,
      0.98515546321868896},
    {0.78914892673492432},
  }},
  {op = "isclose", lua = "a:isclose(b)", inputs = {"=1,2,nan,inf,0", "=1,2.1,nan,inf,1e-9"}, results = {
    {shape = {5}, dtype = "bool",
      {1, 0, 0, 1, 1}},
  }},
  {op = "isclose", lua = "a:isclose(b, {equal_nan = true})", inputs = {"=1,nan", "=1,nan"}, results = {
    {shape = {2}, dtype = "bool",
      {1, 1}},
  }},
  {op = "allclose", lua = "a:allclose(b)", inputs = {"=1,2", "=1,2.00000001"}, results = {
    {value = true},
  }},
  {op = "allclose", lua = "a:allclose(b)", inputs = {"=1,2", "=1,3"}, results = {
    {value = false},
  }},
  {op = "equal", lua = "a:equal(b)", inputs = {"i3:1:1", "i3:1:1"}, results = {
    {value = true},
  }},
  {op = "equal", lua = "a:equal(b)", inputs = {"i3:1:1", "i1x3:1:1"}, results = {
    {value = false},
  }},
  {op = "isposinf", lua = "a:isposinf()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "bool",
      {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0}},
  }},
  {op = "isposinf", lua = "a:isposinf()", inputs = {"i2x3:-2:2"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {0, 0, 0, 0, 0, 0}},
  }},
  {op = "isposinf", lua = "a:isposinf()", inputs = {"u8-3:0:9"}, results = {
    {shape = {3}, dtype = "bool",
      {0, 0, 0}},
  }},
  {op = "isposinf", lua = "a:isposinf()", inputs = {"b3"}, results = {
    {shape = {3}, dtype = "bool",
      {0, 0, 0}},
  }},
  {op = "isposinf", lua = "a:half():isposinf()", inputs = {"=0,-0.0,inf,-inf,nan,-1"}, results = {
    {shape = {6}, dtype = "bool",
      {0, 0, 1, 0, 0, 0}},
  }},
  {op = "isneginf", lua = "a:isneginf()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "bool",
      {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0}},
  }},
  {op = "isneginf", lua = "a:isneginf()", inputs = {"i2x3:-2:2"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {0, 0, 0, 0, 0, 0}},
  }},
  {op = "isneginf", lua = "a:isneginf()", inputs = {"u8-3:0:9"}, results = {
    {shape = {3}, dtype = "bool",
      {0, 0, 0}},
  }},
  {op = "isneginf", lua = "a:isneginf()", inputs = {"b3"}, results = {
    {shape = {3}, dtype = "bool",
      {0, 0, 0}},
  }},
  {op = "isneginf", lua = "a:half():isneginf()", inputs = {"=0,-0.0,inf,-inf,nan,-1"}, results = {
    {shape = {6}, dtype = "bool",
      {0, 0, 0, 1, 0, 0}},
  }},
  {op = "signbit", lua = "a:signbit()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "bool",
      {0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0}},
  }},
  {op = "signbit", lua = "a:signbit()", inputs = {"i2x3:-2:2"}, results = {
    {shape = {2, 3}, dtype = "bool",
      {1, 0, 1, 0, 0, 0}},
  }},
  {op = "signbit", lua = "a:signbit()", inputs = {"u8-3:0:9"}, results = {
    {shape = {3}, dtype = "bool",
      {0, 0, 0}},
  }},
  {op = "signbit", lua = "a:signbit()", inputs = {"b3"}, results = {
    {shape = {3}, dtype = "bool",
      {0, 0, 0}},
  }},
  {op = "signbit", lua = "a:half():signbit()", inputs = {"=0,-0.0,inf,-inf,nan,-1"}, results = {
    {shape = {6}, dtype = "bool",
      {0, 1, 0, 1, 0, 1}},
  }},
  {op = "eq", lua = "a:clone():eq_(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {0, 0, 0, 0, 0, 0}},
  }},
  {op = "ne", lua = "a:clone():ne_(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 0, 1, 1, 1, 1}},
  }},
  {op = "lt", lua = "a:clone():lt_(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 0, 0, 1, 1, 0}},
  }},
  {op = "le", lua = "a:clone():le_(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 1, 1, 1, 1, 1}},
  }},
  {op = "gt", lua = "a:clone():gt_(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {0, 0, 1, 0, 0, 1}},
  }},
  {op = "ge", lua = "a:clone():ge_(b)", inputs = {"i2x3:0:2", "i3:0:2"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 0, 0, 1, 0, 0}},
  }},
  {op = "logical_and", lua = "a:clone():logical_and_(b)", inputs = {"i2x3:0:1", "b3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 0, 0, 1, 0, 1}},
  }},
  {op = "logical_or", lua = "a:clone():logical_or_(b)", inputs = {"i2x3:0:1", "b3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 1, 1, 1, 1, 1}},
  }},
  {op = "logical_xor", lua = "a:clone():logical_xor_(b)", inputs = {"i2x3:0:1", "b3"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {1, 1, 0, 1, 1, 1}},
  }},
  {op = "logical_not", lua = "a:clone():logical_not_()", inputs = {"i4:0:1"}, results = {
    {shape = {4}, dtype = "int64",
      {0, 1, 1, 1}},
  }},
}
