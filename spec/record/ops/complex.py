"""Complex numbers, in the rows that take them."""

from opcases import case, method

EDGE = "~0,0,-0.0,0,1,-0.0,inf,1,1,-inf,nan,0,2,nan,-3,4,1e-300,0,inf,nan,-inf,inf"

# ---- parts, sizes, conjugates
case("complex", "tensor.complex(a, b)", "torch.complex(a, b)", "f2x3", "f3")
case("polar", "tensor.polar(a, b)", "torch.polar(a.expand(2, 3), b.expand(2, 3))", "g2x1", "f3")
for row in ["view_as_real", "conj", "conj_physical", "resolve_conj", "resolve_neg", "positive", "abs", "angle", "sgn"]:
    lua = "a:%s()" % row
    case(row, lua, "torch.%s(a)" % row, "c2x3")
    case(row, lua, "torch.%s(a)" % row, "c")
    case(row, lua, "torch.%s(a.detach())" % row, EDGE)
case("view_as_real", "a:transpose(1, 2):view_as_real()", "torch.view_as_real(a.transpose(0, 1))", "c2x3")
case("view_as_complex", "a:view_as_complex()", "torch.view_as_complex(a)", "f3x2")
for row in ["conj", "conj_physical", "positive", "sgn", "abs"]:
    case(row, "a:%s()" % row, "torch.%s(a)" % row, "f2x3")
for row in ["real", "imag"]:
    case(row, "a.%s" % row, "a.%s" % row, "c2x3")
    case(row, "tensor.%s(a)" % row, "torch.%s(a)" % row, "c2")
case("real", "a.real", "a.real", "f3")
case("angle", "a:angle()", "torch.angle(a)", "f2x3")
case("angle", "a:angle()", "torch.angle(a)", "i5:-3:3")
case("angle", "a:angle()", "torch.angle(a)", "=0.0,-0.0,inf,-inf,nan")
case("sgn", "a:sgn()", "torch.sgn(a)", "i5:-3:3")
case("sgn", "a:sgn()", "torch.sgn(a.detach())", "~0,0,3,4")
case("abs", "a:abs()", "torch.abs(a.detach())", "~0,0,3,4")
case("isreal", "a:isreal()", "torch.isreal(a)", "~1,0,1,1,2,-0.0,0,nan")
case("isreal", "a:isreal()", "torch.isreal(a)", "f3")
case("matrix_H", "a.H", "a.H", "c2x3")
case("matrix_H", "a.H", "a.H", "f2x3")
case("mH", "a.mH", "a.mH", "c2x2x3")
case("adjoint", "a:adjoint()", "a.adjoint()", "c2x2x3")

# ---- arithmetic
for row in ["add", "sub", "mul", "div"]:
    method(row, "b", inputs=("c2x3", "c3"))
    method(row, "b", inputs=("c2x1", "f3"))
    method(row, "b", inputs=("f2x3", "c2x1"))
    method(row, "b", inputs=("c3", "i3:1:5"))
    method(row, "1.5", inputs=("c3",))
method("pow", "b", inputs=("c2x3", "c3"))
method("pow", "2", inputs=("c3",))
method("pow", "b", inputs=("c3", "f3"))
case("pow", "2 ^ a", "2 ** a.detach()", "c3")  # PyTorch's gradient has the logarithm of 2 in float32
case("pow", "a ^ 0.5", "a ** 0.5", "c3")
case("add", "a:add(b, 2)", "torch.add(a, b, alpha=2)", "c2x3", "c3")
case("sub", "1 - a", "1 - a", "c3")
case("div", "1 / a", "1 / a", "c3")
case("lerp", "a:lerp(b, c)", "torch.lerp(a, b, c)", "c2x3", "c2x3", "c3")
case("lerp", "a:lerp(b, 0.3)", "torch.lerp(a, b, 0.3)", "c2x3", "c3")
case("addcmul", "a:addcmul(b, c, 0.5)", "torch.addcmul(a, b, c, value=0.5)", "c2x3", "c3", "c2x1")
case("addcdiv", "a:addcdiv(b, c, {value = 2})", "torch.addcdiv(a, b, c, value=2)", "c2x3", "c3", "c2x1")
for row in ["neg", "square", "reciprocal", "sqrt", "rsqrt", "exp", "exp2", "expm1", "log", "log1p", "log2", "log10",
            "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "sinc",
            "sigmoid"]:
    method(row, inputs=("c2x3",))
    method(row, inputs=("c",))
for row in ["neg", "square", "exp", "log", "sin", "cos", "sqrt"]:
    case(row, "a:%s()" % row, "torch.%s(a.detach())" % row, "~0,0,3,-4,-2,0.5,0,1")

# ---- comparison
for row in ["eq", "ne"]:
    method(row, "b", inputs=("~1,2,1,-2,nan,0", "~1,2,1,2,nan,0"))
    method(row, "b", inputs=("~1,2,1,0,3,0", "=1,1,2"))
for row in ["isnan", "isinf", "isfinite", "logical_not"]:
    method(row, inputs=(EDGE,))
for row in ["logical_and", "logical_or", "logical_xor"]:
    method(row, "b", inputs=("~0,0,0,1,1,0", "~1,1,0,0,1,0"))
case("where_select", "tensor.where(a, b, c)", "torch.where(a, b, c)", "b2x3", "c3", "c2x1")
case("masked_fill", "a:masked_fill(b, 7)", "a.masked_fill(b, 7)", "c2x3", "b3")
case("isclose", "a:isclose(b)", "torch.isclose(a, b)", "~1,2,1,2,inf,0,nan,0", "~1,2.00000001,1,2.1,inf,0,nan,0")
case("isclose", "a:isclose(b, {equal_nan = true})", "torch.isclose(a, b, equal_nan=True)", "~1,nan,1,0", "~1,nan,1,0")
case("allclose", "a:allclose(b)", "torch.allclose(a, b)", "~1,2", "~1,2.00000001")
case("equal", "a:equal(b)", "torch.equal(a, b)", "~1,2", "~1,2")

# ---- reductions and scans
for row in ["sum", "mean", "prod", "var", "std"]:
    method(row, inputs=("c2x3",))
    case(row, "a:%s(1)" % row, "a.%s(0)" % row, "c3x2")
    case(row, "a:%s{dim = 2, keepdim = true}" % row, "a.%s(dim=1, keepdim=True)" % row, "c2x3")
case("sum", "a:sum{1, 3}", "a.sum((0, 2))", "c2x3x2")
case("sum", "a:sum()", "a.sum()", "c0x3")
case("prod", "a:prod()", "a.prod()", "~1,2,0,0,3,1")
for p in ["2", "1", "3", "math.huge"]:
    case("norm", "a:norm(%s)" % p, "torch.linalg.vector_norm(a, %s)" % p.replace("math.huge", "inf"), "c2x3")
case("logsumexp", "a:logsumexp(2)", "a.logsumexp(1)", "c2x3")
case("logsumexp", "a:logsumexp({1, 2}, true)", "a.logsumexp((0, 1), True)", "c2x3")
for row in ["all", "any", "count_nonzero"]:
    case(row, "a:%s(1)" % row, "a.%s(0)" % row, "~1,0,0,0,0,2")
for row in ["cumsum", "cumprod"]:
    case(row, "a:%s(2)" % row, "a.%s(1)" % row, "c2x4")
    case(row, "a:%s(1)" % row, "a.%s(0)" % row, "c3x2")

# ---- products
case("mm", "a:mm(b)", "a.mm(b)", "c2x3", "c3x4")
case("bmm", "a:bmm(b)", "a.bmm(b)", "c2x2x3", "c2x3x2")
case("dot", "a:dot(b)", "a.dot(b)", "c4", "c4")
case("matmul", "a:matmul(b)", "a.matmul(b)", "c2x2x3", "c3")
case("matmul", "a.T:matmul(b.H)", "a.T.matmul(b.H)", "c3x2", "c4x3")
case("outer", "a:outer(b)", "a.outer(b)", "c2", "c3")
case("addmm", "a:addmm(b, c, 0.5, 2)", "a.addmm(b, c, beta=0.5, alpha=2)", "c2", "c2x3", "c3x2")
case("baddbmm", "a:baddbmm(b, c)", "a.baddbmm(b, c)", "c2x2x2", "c2x2x3", "c2x3x2")
case("linear", "nn.functional.linear(a, b, c)", "F.linear(a, b, c)", "c2x3", "c4x3", "c4")
case("einsum", 'tensor.einsum("ij,jk->ik", a, b)', 'torch.einsum("ij,jk->ik", a, b)', "c2x3", "c3x2")

# ---- indexing, joining
case("index", "a[{b, c}]", "a[b, c]", "c4x3", "p2:4", "p2:3")
case("index_put", "(function() local z = a * 1; z[b] = c; return z end)()", "a.index_put((b,), c)", "c4x2", "p1:4", "c1x2")
case("index_select", "a:index_select(2, b)", "a.index_select(1, b)", "c2x4", "p3:4")
case("index_add", "a:index_add(1, b, c)", "a.index_add(0, b, c)", "c4x2", "p3:4", "c3x2")
case("index_copy", "a:index_copy(1, b, c)", "a.index_copy(0, b, c)", "c4x2", "p1:4", "c1x2")
case("index_fill", "a:index_fill(1, b, 9)", "a.index_fill(0, b, 9)", "c4x2", "p2:4")
case("gather", "a:gather(2, b)", "a.gather(1, b)", "c2x4", "p2x3:4")
case("scatter", "a:scatter(1, b, c)", "a.scatter(0, b, c)", "c4", "p1:4", "c1")
case("scatter_add", "a:scatter_add(1, b, c)", "a.scatter_add(0, b, c)", "c4", "p6:4", "c6")
case("masked_select", "a:masked_select(b)", "a.masked_select(b)", "c2x3", "b3")
case("nonzero", "a:nonzero()", "a.nonzero() + 1", "~1,0,0,0,0,2")
case("tril", "a:tril()", "a.tril()", "c3x4")
case("triu", "a:triu(1)", "a.triu(1)", "c3x4")
case("cat", "tensor.cat({a, b}, 2)", "torch.cat([a, b], 1)", "c2x3", "f2x1")
case("stack", "tensor.stack({a, b}, -1)", "torch.stack([a, b], -1)", "c2x3", "c2x3")
case("flip", "a:flip(1, 2)", "a.flip(0, 1)", "c2x3")
case("roll", "a:roll(1)", "a.roll(1)", "c2x3")
case("diag_embed", "a:diag_embed()", "a.diag_embed()", "c2x3")
case("diagonal", "a:diagonal()", "a.diagonal()", "c2x3")
case("expand", "a:expand(2, -1)", "a.expand(2, -1)", "c3")
case("clone", "a:clone()", "a.clone()", "c3")
case("copy", 'a:to("complex64")', "a.to(torch.complex64)", "c3")
case("copy", 'a:to("complex128")', "a.to(torch.complex128)", "f3")

# ---- edge values, which differ from those of real formulas
for row in ["add", "sub", "mul", "div"]:
    case(row, "a:%s(b)" % row, "torch.%s(a.detach(), b.detach())" % row, "~0,0,inf,1,1,-inf,nan,0,2,-1,0,0,1e200,1e200", "~0,inf,1,0,0,1,1,1,0,0,0,0,1e200,1e-200")
for row in ["exp", "exp2", "expm1", "log", "log2", "log10", "sqrt", "rsqrt", "reciprocal", "square", "sin", "cos", "tan", "asin", "acos",
            "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "sinc", "sigmoid", "nan_to_num", "neg"]:
    case(row, "a:%s()" % row, "torch.%s(a.detach())" % row, EDGE)
case("nan_to_num", "a:nan_to_num(1, 2, -3)", "torch.nan_to_num(a.detach(), 1, 2, -3)", EDGE)
case("log1p", "a:log1p()", "torch.log1p(a.detach())", "~0,0,-0.0,0,-1,0,inf,1,nan,0,1e-20,1e-20,-2,3")
for exponent in ["0", "1", "2", "3", "0.5", "-1", "-2", "-0.5", "1.5"]:
    case("pow", "a ^ %s" % exponent, "a.detach() ** %s" % exponent, "~0,0,1,-1,-2,0.5,inf,1,nan,0,0,1e100")
    if exponent not in ["-2"]:
        case("pow", "a ^ %s" % exponent, "a ** %s" % exponent, "c2x3")
case("silu", "nn.functional.silu(a)", "F.silu(a.detach())", "c2x3")
case("nan_to_num", "a:nan_to_num()", "torch.nan_to_num(a.detach())", "c2x3")
case("addcmul", "a:addcmul(b, c)", "torch.addcmul(a.detach(), b.detach(), c.detach())", "~0,0,1,1", "~inf,0,1,2", "~1,1,nan,0")
case("addcdiv", "a:addcdiv(b, c)", "torch.addcdiv(a.detach(), b.detach(), c.detach())", "~0,0,1,1", "~inf,0,1,2", "~1,1,0,0")

# ---- sums of exponentials, distances, covariances, powers
case("logaddexp", "a:logaddexp(b)", "a.logaddexp(b)", "c2x3", "c3")
case("logaddexp", "a:detach():logaddexp(b:detach())", "a.detach().logaddexp(b.detach())", "c3", "f2x1")
case("logaddexp", 'a:to("complex64"):logaddexp(b:to("complex64"))', "a.to(torch.complex64).logaddexp(b.to(torch.complex64))", "c3", "c3")
case("logaddexp", "a:logaddexp(b)", "a.detach().logaddexp(b.detach())", "~inf,0,-inf,0,inf,1,nan,1,1,nan,-inf,inf,1000,1,-inf,1,-1000,2,-inf,1",
     "~1,0,-inf,0,inf,1,2,1,1,nan,-inf,inf,1000,2,2,1,1000,3,-inf,2")
case("logaddexp", "a:logaddexp(b)", "a.logaddexp(b)", "c0x2", "c2")
for shape, dim in [("c2x4", 2), ("c3x2", 1), ("c2x3x2", -2), ("c:", 1), ("c0", 1), ("~1000,1,-1000,2,1001,0.5,0,0,5,3", 1)]:
    case("logcumsumexp", "a:logcumsumexp(%d)" % dim, "a.logcumsumexp(%d)" % (dim - 1 if dim > 0 else dim), shape)
case("logcumsumexp", 'a:to("complex64"):logcumsumexp(1)', "a.to(torch.complex64).logcumsumexp(0)", "c4")
for edge in ["~-inf,0,-inf,1,0,1,inf,2,-inf,0", "~inf,1,inf,1", "~1,2,nan,1,2,0", "~-inf,inf,2,1"]:
    case("logcumsumexp", "a:logcumsumexp(1)", "a.detach().logcumsumexp(0)", edge)
case("dist", "a:detach():dist(b:detach(), 0)", "a.detach().dist(b.detach(), 0)", "c2x3", "c3")
for p in ["2", "1", "inf", "-inf", "3", "0.5"]:
    lua = p.replace("inf", "math.huge")
    case("dist", "a:dist(b, %s)" % lua, "a.dist(b, %s)" % p, "c2x3", "c3")
case("dist", "a:detach():dist(b:detach())", "a.detach().dist(b.detach())", "c3", "f3")
case("dist", "a:dist(b)", "a.dist(b)", "c:", "c:")
case("dist", 'a:dist(b:to("complex64"))', "a.dist(b.to(torch.complex64))", "c3", "c3")
case("cov", "a:cov()", "a.cov()", "c2x4")
case("cov", "a:cov()", "a.cov()", "c4")
case("cov", "a:cov(0)", "a.cov(correction=0)", "c3x3")
case("cov", "a:cov{correction = 0, fweights = b, aweights = c}", "a.cov(correction=0, fweights=b, aweights=c)", "c2x4", "i4:1:3", "g4")
case("cov", "a:cov{aweights = b}", "a.cov(aweights=b)", "c2x4", "g4")
case("cov", 'a:to("complex64"):cov{aweights = b:float()}', "a.to(torch.complex64).cov(aweights=b.float())", "c2x4", "g4")
case("corrcoef", "a:corrcoef()", "a.corrcoef()", "c2x4")
case("corrcoef", "a:corrcoef()", "a.corrcoef()", "c4")
case("float_power", "a:float_power(b)", "a.float_power(b)", "c2x3", "c3")
case("float_power", "a:float_power(b)", "a.float_power(b)", "g3", "c3")
case("float_power", "a:float_power(b)", "a.float_power(b)", "c3", "f3")
for p in ["2", "3", "-2", "0", "1", "0.5", "-1.5"]:
    case("float_power", "a:float_power(%s)" % p, "a.float_power(%s)" % p, "c3")
case("float_power", "tensor.float_power(2, a)", "torch.float_power(2, a)", "c3")
case("float_power", 'a:to("complex64"):float_power(2)', "a.to(torch.complex64).float_power(2)", "c3")
for row in ["prod", "cumprod"]:
    case(row, "a:%s(2)" % row, "a.%s(1)" % row, "c2x3x2")
case("prod", "a:prod()", "a.prod()", "c2x3")
case("prod", "a:prod(1, true)", "a.prod(0, True)", "c0x2")
