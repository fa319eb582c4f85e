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
for row in ["copysign", "hypot", "logaddexp", "logaddexp2", "fmax", "fmin", "ldexp", "float_power"]:
    first = "g" if row == "float_power" else "f"
    method(row, "b", inputs=(first + "2x3", "f2x3"))
    method(row, "b", inputs=(first + "2x1x3", "f4x1"))
    method(row, "b", inputs=(first + ":", "f2"))
    method(row, "b", inputs=(first + "0x3", "f3"))
    case(row, "a:%s(b)" % row, "torch.%s(a.detach(), b.detach())" % row,
         "=0,-0.0,1,-1,inf,-inf,nan,2,3,-4,inf,-inf,inf,nan,0", "=-0.0,3,-0.0,inf,inf,-inf,2,nan,3,-4,-inf,inf,1,nan,0")
    case(row, "a:float():%s(b:float())" % row, "torch.%s(a.float(), b.float())" % row, first + "4", "f4")
    case(row, "a:half():%s(b)" % row, "torch.%s(a.detach().half(), b.detach())" % row, "g4", "f:")
for row in ["copysign", "fmax", "fmin", "ldexp", "float_power"]:
    method(row, "b", inputs=("i2x3:-3:3", "i3:1:3"))
    method(row, "b", inputs=("b4", "i4:-2:2"))
method("copysign", "-2", inputs=("f2x3",))
method("copysign", "-0.0", inputs=("i3:-2:2",))
method("float_power", "2", inputs=("f3",))
method("float_power", "-2", inputs=("i4:1:4",))
case("float_power", "tensor.float_power(2, a)", "torch.float_power(2, a)", "f3")
for inputs in [("=0,-0.0,1,-1,inf,-inf,nan", "=0.5,0.25,9,9,9,9,9"), ("f2x3", "f3"), ("i2x3:-1:1", "i3:5:9"),
               ("b4", "b4"), ("f:", "f0x2")]:
    case("heaviside", "a:heaviside(b)", "torch.heaviside(a.detach(), b.detach())", *inputs)
for row in ["gcd", "lcm"]:
    method(row, "b", inputs=("i2x3:-60:60", "i2x3:-60:60"))
    method(row, "b", inputs=("i2x1x3:0:9", "i4x1:0:9"))
    method(row, "b", inputs=("i8-6:-128:127", "i8-6:-9:9"))
    method(row, "b", inputs=("u8-6:0:255", "i32-6:0:20"))
    method(row, "b", inputs=("b4", "i4:-5:5"))
for inputs in [("f2x3", "f3"), ("=0,-0.0,1,inf,-inf,nan,1,1", "=1,-1,inf,0,0,1,nan,1")]:
    case("nextafter", "a:nextafter(b)", "torch.nextafter(a, b)", *inputs)
for kind in ["half", "bfloat16"]:
    case("nextafter", "a:detach():%s():nextafter(b:detach():%s())" % (kind, kind), "torch.nextafter(a.detach().%s(), b.detach().%s())" % (kind, kind),
         "=0,1,1,-1,inf,-2,6e-8,nan,3,0.37", "=1,2,0,0,0,-inf,1,1,3,-1")
case("nextafter_exact", "tensor._ops.nextafter_exact(a:detach():float(), b:detach():float())", "torch.nextafter(a.detach().float(), b.detach().float())",
     "f4", "f4")
case("nextafter_half", "tensor._ops.nextafter_half(a:detach():half(), b:detach():half(), 10, -24)",
     "torch.nextafter(a.detach().half(), b.detach().half())", "f4", "f4")
for lua, py in [("", ""), ("(0.5)", ", spacing=0.5"), ("{dim = 2}", ", dim=1"), ("{dim = {-1, 1}}", ", dim=(-1, 0)"),
                ("{edge_order = 2}", ", edge_order=2"), ("{spacing = 2, edge_order = 2, dim = 1}",
                                                          ", spacing=2, edge_order=2, dim=0")]:
    case("gradient", "table.unpack(a:gradient%s)" % (lua or "()"), "torch.gradient(a%s)" % py, "f3x4")
case("gradient", "table.unpack(a:gradient())", "torch.gradient(a)", "i5:-9:9")
case("gradient", "table.unpack(a:gradient())", "torch.gradient(a)", "f2")
case("gradient_steps", "table.unpack(a:gradient{spacing = {0.5, 2}})", "torch.gradient(a, spacing=[0.5, 2.0])", "f3x4")
case("gradient_steps", "table.unpack(a:gradient({3}, 2, 2))", "torch.gradient(a, spacing=[3.0], dim=1, edge_order=2)",
     "f3x4")
for order in [1, 2]:
    case("gradient_at", "table.unpack(a:gradient{spacing = {b, c}, edge_order = %d})" % order,
         "torch.gradient(a, spacing=(b, c), edge_order=%d)" % order, "f3x4", "=0,1,3", "=-1,0.5,1,4")
    case("gradient_at", "table.unpack(a:gradient{spacing = {b}, dim = 2, edge_order = %d})" % order,
         "torch.gradient(a, spacing=(b,), dim=1, edge_order=%d)" % order, "f2x4", "=0,2,3,7")
case("gradient_at", "table.unpack(a:gradient{spacing = {b}})", "torch.gradient(a, spacing=(b,))", "f5", "=1,2,4,5,9")
case("atan2", "a:arctan2(b)", "torch.arctan2(a, b)", "f3", "f3")
case("sub", "a:sub(b)", "torch.sub(a, b)", "u8-4:0:9", "u8-4:0:9")
case("pow", "2 ^ a", "2 ** a", "i4:-2:3")
case("pow", "a ^ b", "a ** b", "i5:-2:2", "i5:-2:3")
for row in ["fmax", "fmin"]:  # ties share the gradient
    case(row, "a:%s(b)" % row, "torch.%s(a, b)" % row, "=0,-0.0,1,2,inf,nan,3", "=0,0,1,3,inf,1,nan")

# the exponent takes part in the dtype of the result, but is exact
for kind in ["half", "bfloat16", "double", "float"]:
    case("ldexp", "a:detach():%s():ldexp(b)" % kind, "torch.ldexp(a.detach().%s(), b)" % kind, "f2x3", "i3:-3:6")
case("ldexp", "a:detach():double():ldexp(b:detach():half())", "torch.ldexp(a.detach().double(), b.detach().half())", "f2x3", "=1.5,-0.25,3")
case("ldexp", "a:ldexp(b)", "torch.ldexp(a, b)", "i2x3:-5:5", "i3:-3:6")
