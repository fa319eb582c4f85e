"""Comparison and logic."""

from opcases import EDGE, case, method

for row in ["eq", "ne", "lt", "le", "gt", "ge"]:
    method(row, "b", inputs=("i2x3:0:2", "i3:0:2"))
    method(row, "0", inputs=("=0,-0.0,1,nan,-inf",))
    method(row, "b", inputs=("b4", "b4"))
for row in ["isnan", "isinf", "isfinite", "logical_not"]:
    method(row, inputs=(EDGE,))
    method(row, inputs=("i4:0:2",))
for row in ["logical_and", "logical_or", "logical_xor"]:
    method(row, "b", inputs=("i2x3:0:1", "i3:0:1"))
    method(row, "b", inputs=("=0,1,nan,0", "b4"))
for row, sign in [("bitwise_and", "&"), ("bitwise_or", "|"), ("bitwise_xor", "~")]:
    case(row, "a %s b" % sign, "torch.%s(a, b)" % row, "i2x3:-9:9", "i3:0:7")
    case(row, "a:%s(b)" % row, "torch.%s(a, b)" % row, "b6", "b6")
    case(row, "a:%s(3)" % row, "torch.%s(a, 3)" % row, "u8-6:0:255")
case("bitwise_not", "~a", "~a", "i4:-5:5")
case("bitwise_not", "~a", "~a", "b4")
case("bitwise_left_shift", "a << b", "a << b", "i6:-9:9", "i6:0:4")
case("bitwise_right_shift", "a >> b", "a >> b", "i6:-99:99", "i6:0:4")
case("where_select", "tensor.where(a, b, c)", "torch.where(a, b, c)", "b2x3", "f3", "f2x1")
case("where_select", "b:where(a, 2)", "torch.where(a, b, 2)", "b2x3", "f2x3")
case("where_select", "tensor.where(a, b, c)", "torch.where(a, b, c)", "b4", "i4:-3:3", "f4")
case("masked_fill", "a:masked_fill(b, 7)", "a.masked_fill(b, 7)", "f2x3", "b3")
case("masked_fill", "a:masked_fill(b, c)", "a.masked_fill(b, c)", "f2x3", "b2x3", "f:")
case("isclose", "a:isclose(b)", "torch.isclose(a, b)", "=1,2,nan,inf,0", "=1,2.1,nan,inf,1e-9")
case("isclose", "a:isclose(b, {equal_nan = true})", "torch.isclose(a, b, equal_nan=True)", "=1,nan", "=1,nan")
case("allclose", "a:allclose(b)", "torch.allclose(a, b)", "=1,2", "=1,2.00000001")
case("allclose", "a:allclose(b)", "torch.allclose(a, b)", "=1,2", "=1,3")
case("equal", "a:equal(b)", "torch.equal(a, b)", "i3:1:1", "i3:1:1")
case("equal", "a:equal(b)", "torch.equal(a, b)", "i3:1:1", "i1x3:1:1")
for row in ["isposinf", "isneginf", "signbit"]:
    method(row, inputs=(EDGE,))
    method(row, inputs=("i2x3:-2:2",))
    method(row, inputs=("u8-3:0:9",))
    method(row, inputs=("b3",))
    case(row, "a:half():%s()" % row, "torch.%s(a.half())" % row, "=0,-0.0,inf,-inf,nan,-1")
for row in ["eq", "ne", "lt", "le", "gt", "ge"]:
    case(row, "a:clone():%s_(b)" % row, "a.clone().%s_(b)" % row, "i2x3:0:2", "i3:0:2")
for row in ["logical_and", "logical_or", "logical_xor"]:
    case(row, "a:clone():%s_(b)" % row, "a.clone().%s_(b)" % row, "i2x3:0:1", "b3")
case("logical_not", "a:clone():logical_not_()", "a.clone().logical_not_()", "i4:0:1")
