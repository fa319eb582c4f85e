"""Pointwise: one operand."""

from opcases import EDGE, case, method

for row in ["neg", "abs", "sign", "square", "ceil", "floor", "round", "trunc", "frac", "reciprocal", "exp",
            "exp2", "expm1", "sin", "sinc", "cos", "tan", "atan", "sinh", "cosh", "tanh", "asinh", "erf", "erfc",
            "sigmoid", "relu", "nan_to_num"]:
    method(row)
    case(row, "a:%s()" % row, "torch.%s(a.detach())" % row, EDGE)
for row in ["asin", "acos", "atanh"]:
    method(row, inputs=("u2x3",))
    case(row, "a:%s()" % row, "torch.%s(a.detach())" % row, EDGE)
for row in ["sqrt", "rsqrt", "log", "log1p", "log2", "log10"]:
    method(row, inputs=("g2x3",))
    case(row, "a:%s()" % row, "torch.%s(a.detach())" % row, EDGE)
case("acosh", "(a + 1):acosh()", "torch.acosh(a + 1)", "g2x3")
for row in ["neg", "abs", "sign", "square", "ceil", "floor", "round", "trunc", "relu"]:
    method(row, inputs=("i2x3:-4:4",))
for row in ["exp", "sqrt", "sin", "sigmoid", "erf", "tanh"]:
    method(row, inputs=("i4:0:4",))
case("nan_to_num", "a:nan_to_num(1, 2, -3)", "torch.nan_to_num(a.detach(), 1, 2, -3)", EDGE)
case("round", "a:round()", "torch.round(a)", "=0.5,1.5,2.5,-0.5,-1.5")
for lua, py in [("2", "2"), ("{decimals = 1}", "1"), ("-1", "-1"), ("0", "0")]:
    case("round", "(a * 20):round(%s)" % lua if lua[0] != "{" else "(a * 20):round%s" % lua,
         "torch.round(a * 20, decimals=%s)" % py, "f2x3")
    case("round", "a:round(%s)" % lua if lua[0] != "{" else "a:round%s" % lua,
         "torch.round(a.detach(), decimals=%s)" % py, EDGE)
case("round", "a:round(1)", "torch.round(a, decimals=1)", "=0.25,0.35,-0.25,2.675,15.05")
case("round_whole", "tensor._ops.round_whole(a)", "torch.round(a)", "f3")
case("round_scaled", "tensor._ops.round_scaled(a, 10, 0)", "torch.round(a, decimals=1)", "f3")
method("positive", inputs=("f2x3",))
method("positive", inputs=("u8-3:0:9",))
for row in ["deg2rad", "rad2deg"]:
    method(row, inputs=("f2x3",))
    method(row, inputs=("i4:-200:200",))
    method(row, inputs=("b3",))
    case(row, "a:%s()" % row, "torch.%s(a.detach())" % row, EDGE)
method("frexp", inputs=("f2x3",))
method("frexp", inputs=("f:",))
case("frexp", "a:frexp()", "torch.frexp(a.detach())", EDGE)
case("frexp", "a:half():frexp()", "torch.frexp(a.detach().half())", "f4")
case("frexp", "a:float():frexp()", "torch.frexp(a.float())", "f4")
case("nan_to_num", "a:nan_to_num()", "torch.nan_to_num(a)", "i3:-4:4")
case("nan_to_num", "a:nan_to_num()", "torch.nan_to_num(a)", "b3")
case("nan_to_num", "a:nan_to_num{posinf = 5}", "torch.nan_to_num(a.detach(), posinf=5)", EDGE)
for other, row, spec in [("fix", "trunc", "f2x3"), ("arcsin", "asin", "u3"), ("arccos", "acos", "u3"),
                         ("arctan", "atan", "f3"), ("arcsinh", "asinh", "f3"), ("arctanh", "atanh", "u3"),
                         ("absolute", "abs", "f3"), ("negative", "neg", "f3")]:
    case(row, "a:%s()" % other, "torch.%s(a)" % other, spec)
case("acosh", "(a + 1):arccosh()", "torch.arccosh(a + 1)", "g3")
case("acosh", "a:acosh()", "torch.acosh(a)", "=1.5,3,-2,-1.5,inf")

case("square", "a:square()", "a.square()", "b2x3")
case("square", "a:square()", "a.square()", "b0")
