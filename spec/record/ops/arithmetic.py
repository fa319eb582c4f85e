"""Pointwise: arithmetic."""

from opcases import case, method

for row in ["add", "sub", "mul", "div", "maximum", "minimum", "atan2", "fmod", "remainder"]:
    method(row, "b", inputs=("f2x3", "f2x3"))
    method(row, "b", inputs=("f2x1x3", "f4x1"))
    method(row, "b", inputs=("f:", "f2"))
    case(row, "a:%s(b)" % row, "torch.%s(a, b)" % row, "=1,-0.0,inf,-inf,nan,5,-7,0.5",
         "=0.5,2,3,inf,1,-2,2,-0.25")
for row in ["add", "sub", "mul", "maximum", "minimum", "fmod", "remainder"]:
    method(row, "b", inputs=("i2x3:-9:9", "i3:1:5"))
    method(row, "b", inputs=("i8-2x3:-9:9", "i32-3:1:5"))
case("add", "a:add(b, 2)", "torch.add(a, b, alpha=2)", "f2x3", "f3")
case("add", "a + b", "a + b", "b2x3", "b3")
case("add", "a + 1.5", "a + 1.5", "i2x3:-3:3")
case("sub", "2 - a", "2 - a", "f3")
case("sub", "a:sub(b, {alpha = 3})", "torch.sub(a, b, alpha=3)", "i4:-5:5", "i4:-5:5")
case("mul", "a * b", "a * b", "b4", "i4:-5:5")
case("div", "a / b", "a / b", "i6:-5:5", "i6:1:4")
case("div", "1 / a", "1 / a", "g4")
for mode in ["floor", "trunc"]:
    case("div_mode", 'a:div(b, {rounding_mode = "%s"})' % mode, 'torch.div(a, b, rounding_mode="%s")' % mode,
         "i6:-9:9", "i6:1:4")
    case("div_mode", 'a:div(b, "%s")' % mode, 'torch.div(a.detach(), b.detach(), rounding_mode="%s")' % mode,
         "f6", "g6")
case("div_mode", 'a:div(b, "floor")', 'torch.div(a, b, rounding_mode="floor")', "f2x3", "g3")
case("div_mode", 'a:div(b, "trunc")', 'torch.div(a, b, rounding_mode="trunc")', "f2x3", "g3")
case("floor_divide", "a // b", "torch.floor_divide(a.detach(), b.detach())", "=7,-7,7,-7,inf,1", "=2,2,-2,-2,2,inf")
case("floor_divide", "a // b", "a // b", "i8:-9:9", "i8:1:4")
case("trunc_divide", "tensor._ops.trunc_divide(a, b)", 'torch.div(a, b, rounding_mode="trunc")', "i8:-9:9", "i8:1:4")
method("pow", "b", inputs=("g2x3", "f2x3"))
method("pow", "2", inputs=("f2x3",))
method("pow", "3", inputs=("f5",))
method("pow", "-1", inputs=("g5",))
method("pow", "0.5", inputs=("g5",))
case("pow", "a ^ b", "a ** b", "i6:-3:3", "i6:0:4")
case("pow", "2 ^ a", "2 ** a", "f5")
case("pow", "a ^ b", "a ** b", "=0,0,2,-2,inf,1", "=0,2,3,3,2,nan")
case("lerp", "a:lerp(b, c)", "torch.lerp(a, b, c)", "f2x3", "f2x3", "g3")
case("lerp", "a:lerp(b, 0.3)", "torch.lerp(a, b, 0.3)", "f2x3", "f3")
case("addcmul", "a:addcmul(b, c, 0.5)", "torch.addcmul(a, b, c, value=0.5)", "f2x3", "f3", "f2x1")
case("addcdiv", "a:addcdiv(b, c, {value = 2})", "torch.addcdiv(a, b, c, value=2)", "f2x3", "f3", "g2x1")
case("rsub", "a:rsub(b)", "torch.rsub(a, b)", "f3", "f3")
for other in ["true_divide", "multiply", "subtract", "divide"]:
    case({"true_divide": "div", "multiply": "mul", "subtract": "sub", "divide": "div"}[other],
         "a:%s(b)" % other, "torch.%s(a, b)" % other, "f2x3", "g3")
