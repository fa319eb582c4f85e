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
