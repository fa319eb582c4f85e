"""Reductions."""

from opcases import case, method

for row in ["sum", "mean", "amax", "amin", "logsumexp"]:
    if row != "logsumexp":
        method(row, inputs=("f2x3x4",))
    case(row, "a:%s(2)" % row, "torch.%s(a, 1)" % row, "f2x3x4")
    case(row, "a:%s({1, -1}, true)" % row, "torch.%s(a, (0, -1), keepdim=True)" % row, "f2x3x4")
    case(row, "a:%s(-1)" % row, "torch.%s(a, -1)" % row, "f:")
case("sum", "a:sum()", "a.sum()", "b6")
case("sum", "a:sum(1)", "a.sum(0)", "i32-2x3:-9:9")
case("sum", 'a:sum{dtype = "float32"}', "a.sum(dtype=torch.float32)", "i6:-9:9")
case("sum", "a:sum(1)", "a.sum(0)", "f0x3")
case("mean", "a:mean(2)", "a.mean(1)", "f2x0")
case("prod", "a:prod()", "a.prod()", "f2x3")
case("prod", "a:prod(2, true)", "a.prod(1, keepdim=True)", "f2x3")
case("prod", "a:prod()", "a.prod()", "=1,0,3,2")
case("prod", "a:prod()", "a.prod()", "i6:1:4")
for row in ["max", "min"]:
    case(row, "a:%s()" % row, "a.%s()" % row, "f2x3")
    case(row, "a:%s()" % row, "a.%s()" % row, "=1,5,5,-2,-2")
    case(row + "_dim", "a:%s(2)" % row, "(lambda r: (r.values, r.indices + 1))(a.%s(1))" % row, "f3x4")
    case(row + "_dim", "a:%s(1, true)" % row, "(lambda r: (r.values, r.indices + 1))(a.%s(0, keepdim=True))" % row, "f3x4")
    case("arg" + row, "a:arg%s()" % row, "a.argm%s() + 1" % row[1:], "f3x4")
    case("arg" + row, "a:arg%s(1)" % row, "a.argm%s(0) + 1" % row[1:], "f3x4")
    case("arg" + row, "a:arg%s()" % row, "a.argm%s() + 1" % row[1:], "=1,nan,9,nan")
case("amax", "a:amax()", "a.amax()", "=5,1,5,5")
for row in ["all", "any"]:
    method(row, inputs=("b2x3",))
    case(row, "a:%s(2)" % row, "a.%s(1)" % row, "b2x3")
    case(row, "a:%s()" % row, "a.%s()" % row, "i0:0:1")
case("count_nonzero", "a:count_nonzero()", "a.count_nonzero()", "i2x3:0:1")
case("count_nonzero", "a:count_nonzero(1)", "a.count_nonzero(0)", "b2x3")
for row in ["var", "std"]:
    method(row, inputs=("f2x3",))
    case(row, "a:%s(2)" % row, "a.%s(1)" % row, "f2x3")
    case(row, "a:%s({1, 2}, {correction = 0, keepdim = true})" % row, "a.%s((0, 1), correction=0, keepdim=True)" % row, "f2x3")
    case(row, "a:%s(1, false)" % row, "a.%s(0, False)" % row, "f2x3")
for p in ["2", "1", "3", "inf", "-inf", "0"]:
    lua_p = p.replace("inf", "math.huge")
    case("norm", "a:norm(%s)" % lua_p, "torch.linalg.vector_norm(a, %s)" % p, "f2x3")
    case("norm", "a:norm(%s, 2)" % lua_p, "torch.linalg.vector_norm(a, %s, 1)" % p, "f2x3")
case("logsumexp", "a:logsumexp(1)", "a.logsumexp(0)", "=-inf,-inf")
