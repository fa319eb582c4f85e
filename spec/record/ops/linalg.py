"""Linear algebra: what LAPACK computes."""

from opcases import case, cases

# Matrices that are well away from what would make a result jump.
D = "tensor.arange(2, 2 + %d, {dtype = a.dtype}):diag()"
TD = "torch.diag(torch.arange(2, 2 + %d, dtype=torch.float64))"
M = "(a * 0.4 + %s)" % (D % 3)
TM = "(a * 0.4 + %s)" % (TD % 3)
S, TS = "(%s + %s.mT)" % (M, M), "(%s + %s.mT)" % (TM, TM)
P, TP = "(a:matmul(a.mT) + tensor.eye(3, {dtype = a.dtype}))", "(a @ a.mT + torch.eye(3, dtype=torch.float64))"
LA, TLA = "tensor.linalg.", "torch.linalg."


def both(row, args="", py_args=None, inputs=("f3x3",), x=M, tx=TM, wrap="%s"):
    """The same function of both libraries' linalg, of x."""
    py_args = args if py_args is None else py_args
    case(row, "tensor.linalg.%s(%s%s)" % (row[7:], x, args and ", " + args),
         wrap % ("torch.linalg.%s(%s%s)" % (row[7:], tx, py_args and ", " + py_args)), *inputs)


BATCHES = [("f3x3",), ("f2x3x3",), ("f1x2x3x3",), ("f0x3x3",)]

# ---- norms

for ord in ["", "1", "-1", "2", "-2", "inf", "-inf", "'fro'", "'nuc'"]:
    lua = ord.replace("inf", "math.huge")
    both("linalg_norm", lua, ord)
    if ord:
        both("linalg_matrix_norm", lua, ord, ("f2x3x3",))
        case("linalg_matrix_norm", "tensor.linalg.matrix_norm(a, %s, {1, 3}, true)" % lua,
             "torch.linalg.matrix_norm(a, %s, (0, 2), True)" % ord, "f3x2x4")
        case("linalg_norm", "tensor.linalg.norm(a, %s, {-1, 1})" % lua, "torch.linalg.norm(a, %s, (-1, 0))" % ord, "f3x2x4")
        if ord in ("2", "-2"):
            both("linalg_cond", lua, ord)
        else:  # PyTorch's own gradient fails: it changes the inverse in place
            case("linalg_cond", "tensor.linalg.cond(%s, %s)" % (M, lua),
                 "torch.linalg.norm(%s, %s) * torch.linalg.norm(torch.linalg.inv(%s), %s)" % (TM, ord, TM, ord), "f3x3")
            both("linalg_cond", lua, ord, ("f2x3x3",), M + ":detach()", TM + ".detach()")
both("linalg_matrix_norm")
both("linalg_norm", x="a", tx="a", inputs=("f2x3x2",))
for ord in ["2", "1", "3", "0.5", "-1", "0", "inf", "-inf"]:
    lua = ord.replace("inf", "math.huge")
    case("linalg_vector_norm", "tensor.linalg.vector_norm(a, %s)" % lua, "torch.linalg.vector_norm(a, %s)" % ord, "f2x3")
    case("linalg_vector_norm", "tensor.linalg.vector_norm(a, %s, {1, -1}, true)" % lua,
         "torch.linalg.vector_norm(a, %s, (0, -1), True)" % ord, "f2x2x3")
    case("linalg_norm", "tensor.linalg.norm(a, %s)" % lua, "torch.linalg.norm(a, %s)" % ord, "f4")
    case("linalg_norm", "tensor.linalg.norm(a, %s, 2)" % lua, "torch.linalg.norm(a, %s, 1)" % ord, "f2x3")
    case("norm_of", "a:norm(%s, 2)" % lua, "torch.norm(a, %s, 1)" % ord, "f2x3")
case("linalg_vector_norm", "tensor.linalg.vector_norm(a)", "torch.linalg.vector_norm(a)", "f:")
case("linalg_vector_norm", "tensor.linalg.vector_norm(a)", "torch.linalg.vector_norm(a)", "f0")
case("linalg_vector_norm", "tensor.linalg.vector_norm(a, 2, 1)", "torch.linalg.vector_norm(a, 2, 0)", "f0x3")
case("linalg_vector_norm", "tensor.linalg.vector_norm(a, math.huge, 2)", "torch.linalg.vector_norm(a, inf, 1)", "f0x3")
case("linalg_vector_norm", "tensor.linalg.vector_norm(a:detach())", "torch.linalg.vector_norm(a.detach())", "=0,0,0")
case("linalg_vector_norm", "tensor.linalg.vector_norm(a)", "torch.linalg.vector_norm(a)", "=1,nan,3")
case("linalg_vector_norm", "tensor.linalg.vector_norm(a, math.huge)", "torch.linalg.vector_norm(a, inf)", "=1,-inf,3")
case("linalg_vector_norm", 'tensor.linalg.vector_norm(a:detach():float(), 2, nil, false, {dtype = "float64"})',
     "torch.linalg.vector_norm(a.detach().float(), 2, dtype=torch.float64)", "f2x3")
case("linalg_norm", "tensor.linalg.norm(a, {dim = 2, keepdim = true})", "torch.linalg.norm(a, dim=1, keepdim=True)", "f2x3")
case("linalg_norm", "tensor.linalg.norm(a, {dim = {1, 2}})", "torch.linalg.norm(a, dim=(0, 1))", "f2x3x2")
case("linalg_norm", "tensor.linalg.norm(a)", "torch.linalg.norm(a)", "f:")
for ord in ["1", "2", "'nuc'", "'fro'", "inf"]:
    case("linalg_matrix_norm", "tensor.linalg.matrix_norm(a, %s)" % ord.replace("inf", "math.huge"),
         "torch.linalg.matrix_norm(a, %s)" % ord, "f0x2")
case("norm_of", "a:norm()", "torch.norm(a)", "f2x3")
case("norm_of", "a:norm('fro', {1, 3})", "torch.norm(a, 'fro', (0, 2))", "f2x3x2")
case("norm_of", "%s:norm('nuc')" % M, "torch.norm(%s, 'nuc')" % TM, "f3x3")
case("norm_of", "a:norm('nuc', {1, 3}, true)", "torch.norm(a, 'nuc', (0, 2), True)", "f3x2x4")
case("norm_of", 'a:norm{p = 1, dim = 1, dtype = "float64"}', "torch.norm(a, 1, 0, dtype=torch.float64)", "f2x3")
both("linalg_cond")
both("linalg_cond", x="a", tx="a", inputs=("f3x2",))
case("linalg_cond", "tensor.linalg.cond(a:detach():reshape(2, 2), 1)", "torch.linalg.cond(a.detach().reshape(2, 2), 1)", "=1,2,2,4")
case("linalg_cond", "tensor.linalg.cond(a)", "torch.linalg.cond(a)", "f2x0x0")
for x in ["f3x4", "f2x4x3", "f0x2x3", "f0x0"]:
    case("linalg_matrix_rank", "tensor.linalg.matrix_rank(a)", "torch.linalg.matrix_rank(a)", x)
case("linalg_matrix_rank", "tensor.linalg.matrix_rank(a:reshape(2, 2))", "torch.linalg.matrix_rank(a.reshape(2, 2))", "=1,2,2,4")
case("linalg_matrix_rank", "tensor.linalg.matrix_rank(a:diag(), 1.5)", "torch.linalg.matrix_rank(a.diag(), tol=1.5)", "=1,2,-3,0")
case("linalg_matrix_rank", "tensor.linalg.matrix_rank(a:diag(), {atol = 0.5, rtol = 0.6, hermitian = true})",
     "torch.linalg.matrix_rank(a.diag(), atol=0.5, rtol=0.6, hermitian=True)", "=1,2,-3,0")
case("linalg_matrix_rank", "tensor.linalg.matrix_rank(a, {atol = b})", "torch.linalg.matrix_rank(a, atol=b)", "f2x3x3", "f2")

# ---- determinants, inverses

for x in BATCHES:
    for row in ["linalg_det", "linalg_slogdet", "linalg_inv", "linalg_inv_ex", "linalg_matrix_exp"]:
        both(row, inputs=x)
    case("logdet", "%s:logdet()" % M, "torch.logdet(%s)" % TM, *x)
for f in ["det", "slogdet", "inverse", "matrix_exp"]:
    row = {"inverse": "linalg_inv"}.get(f, "linalg_" + f)
    case(row, "%s:%s()" % (M, f), "torch.%s(%s)" % (f, TM), "f3x3")
    case(row, "a:%s()" % f, "torch.%s(a)" % f, "f0x0")
case("linalg_det", "a:det()", "torch.det(a)", "f4x4")
case("linalg_slogdet", "(-%s):slogdet()" % M, "torch.slogdet(-%s)" % TM, "f3x3")
case("logdet", "(-%s):logdet():detach()" % M, "torch.logdet(-%s).detach()" % TM, "f3x3")
case("linalg_slogdet", "a:detach():reshape(2, 2):slogdet()", "torch.slogdet(a.detach().reshape(2, 2))", "=1,2,2,4")
for n in [0, 1, 2, 3, 5, -1, -2]:
    both("linalg_matrix_power", str(n))
both("linalg_matrix_power", "3", inputs=("f2x3x3",))
case("linalg_matrix_power", "a:matrix_power(3)", "torch.matrix_power(a, 3)", "i3x3:-3:3")
case("linalg_matrix_exp", "tensor.linalg.matrix_exp(a * 30)", "torch.linalg.matrix_exp(a * 30)", "u3x3")
case("linalg_matrix_exp", "tensor.linalg.matrix_exp(a * b:unsqueeze(-1):unsqueeze(-1))",
     "torch.linalg.matrix_exp(a * b.unsqueeze(-1).unsqueeze(-1))", "u2x2x2", "=0.001,20")
case("linalg_matrix_exp", "tensor.linalg.matrix_exp(a)", "torch.linalg.matrix_exp(a)", "f2x1x1")
case("linalg_matrix_exp", "tensor.linalg.matrix_exp(a * 0)", "torch.linalg.matrix_exp(a * 0)", "f3x3")

# ---- pseudo-inverses

for x in ["f4x2", "f2x4", "f2x3x2", "f3x3", "f0x3", "f2x3x0"]:
    case("linalg_pinv", "tensor.linalg.pinv(a)", "torch.linalg.pinv(a)", x)
    case("pinverse", "a:pinverse()", "torch.pinverse(a)", x)
case("linalg_pinv", "tensor.linalg.pinv(%s, {hermitian = true})" % S, "torch.linalg.pinv(%s, hermitian=True)" % TS, "f3x3")
case("linalg_pinv", "tensor.linalg.pinv(a:diag(), 0.4)", "torch.linalg.pinv(a.diag(), 0.4)", "=1,2,3,0.5")
case("linalg_pinv", "tensor.linalg.pinv(a:diag(), {atol = 0.7})", "torch.linalg.pinv(a.diag(), atol=0.7)", "=1,2,3,0.5")
case("linalg_pinv", "tensor.linalg.pinv(a:diag(), {atol = 0.7, rtol = 0.5})", "torch.linalg.pinv(a.diag(), atol=0.7, rtol=0.5)", "=1,2,3,0.5")

# ---- systems

for x, y in [("f3x3", "f3"), ("f3x3", "f3x2"), ("f2x3x3", "f2x3"), ("f2x3x3", "f2x3x4"), ("f2x3x3", "f3x4"), ("f3x3", "f2x3x2"),
             ("f2x1x3x3", "f4x3x1"), ("f0x3x3", "f0x3x2"), ("f3x3", "f3x0")]:
    both("linalg_solve", "b", inputs=(x, y))
both("linalg_solve", "b, {left = false}", "b, left=False", ("f3x3", "f2x3"))
both("linalg_solve", "b, false", "b, left=False", ("f2x3x3", "f2x4x3"))
both("linalg_solve_ex", "b", "b", ("f3x3", "f3x2"))
both("linalg_solve_ex", "b", "b", ("f2x3x3", "f2x3"))
case("linalg_solve", "tensor.linalg.solve(a, b)", "torch.linalg.solve(a, b)", "f0x0", "f0x2")
for upper in ["true", "false"]:
    py = upper.capitalize()
    T, TT = [t + (":tri%s()" if t is M else ".tri%s()") % "lu"[upper == "true"] for t in (M, TM)]
    for x, y in [("f3x3", "f3x2"), ("f2x3x3", "f3x2"), ("f3x3", "f2x3x1"), ("f0x3x3", "f0x3x2"), ("f3x3", "f3x0")]:
        both("linalg_solve_triangular", "b, {upper = %s}" % upper, "b, upper=%s" % py, (x, y))
        case("triangular_solve", "b:triangular_solve(%s, %s)" % (M, upper), "torch.triangular_solve(b, %s, %s)" % (TM, py), x, y)
    both("linalg_solve_triangular", "b, {upper = %s, left = false}" % upper, "b, upper=%s, left=False" % py, ("f3x3", "f2x3"))
    both("linalg_solve_triangular", "b, {upper = %s, unitriangular = true}" % upper,
         "b, upper=%s, unitriangular=True" % py, ("f3x3", "f3x2"))
    case("triangular_solve", "b:triangular_solve(%s, %s, true, true)" % (M, upper),
         "torch.triangular_solve(b, %s, %s, True, True)" % (TM, py), "f3x3", "f3x2")
    for x in BATCHES:
        both("linalg_cholesky", "{upper = %s}" % upper, "upper=%s" % py, x, P, TP)
        both("linalg_cholesky_ex", "{upper = %s}" % upper, "upper=%s" % py, x, P, TP)
        case("cholesky", "%s:cholesky(%s)" % (P, upper), "torch.linalg.cholesky(%s, upper=%s)" % (TP, py), *x)
    case("cholesky_solve", "b:cholesky_solve(%s, %s)" % (T, upper), "torch.cholesky_solve(b, %s, %s)" % (TT, py), "f3x3", "f3x2")
    case("cholesky_solve", "b:cholesky_solve(%s, %s)" % (T, upper), "torch.cholesky_solve(b, %s, %s)" % (TT, py), "f2x3x3", "f3x2")
    case("cholesky_inverse", "%s:cholesky_inverse(%s)" % (T, upper), "torch.cholesky_inverse(%s, %s)" % (TT, py), "f3x3")
    case("cholesky_inverse", "%s:cholesky_inverse(%s)" % (T, upper), "torch.cholesky_inverse(%s, %s)" % (TT, py), "f2x3x3")
case("linalg_cholesky", "tensor.linalg.cholesky(a)", "torch.linalg.cholesky(a)", "f0x0")
case("linalg_tensorinv", "tensor.linalg.tensorinv(a + tensor.eye(6, {dtype = a.dtype}):reshape(2, 3, 6) * 3)",
     "torch.linalg.tensorinv(a + torch.eye(6, dtype=torch.float64).reshape(2, 3, 6) * 3)", "u2x3x6")
case("linalg_tensorinv", "tensor.linalg.tensorinv(a + tensor.eye(4, {dtype = a.dtype}):reshape(4, 2, 2) * 3, {ind = 1})",
     "torch.linalg.tensorinv(a + torch.eye(4, dtype=torch.float64).reshape(4, 2, 2) * 3, ind=1)", "u4x2x2")
case("linalg_tensorsolve", "tensor.linalg.tensorsolve(a + tensor.eye(6, {dtype = a.dtype}):reshape(2, 3, 6) * 3, b)",
     "torch.linalg.tensorsolve(a + torch.eye(6, dtype=torch.float64).reshape(2, 3, 6) * 3, b)", "u2x3x6", "f2x3")
case("linalg_tensorsolve", "tensor.linalg.tensorsolve(a + tensor.eye(6, {dtype = a.dtype}):reshape(2, 6, 3) * 3, b, {dims = {2}})",
     "torch.linalg.tensorsolve(a + torch.eye(6, dtype=torch.float64).reshape(2, 6, 3) * 3, b, dims=(1,))", "u2x6x3", "f2x3")
for driver in ["gels", "gelsy", "gelsd", "gelss"]:
    for x, y in [("f4x2", "f4x3"), ("f2x4", "f2x1"), ("f4x2", "f4"), ("f2x4x3", "f2x4x2"), ("f2x4x3", "f2x4"), ("f3x3", "f3x1")]:
        case("linalg_lstsq", '(function() local x, r = tensor.linalg.lstsq(a, b, {driver = "%s"}); return x, r end)()' % driver,
             "torch.linalg.lstsq(a, b, driver='%s')[:2]" % driver, x, y)
        case("linalg_lstsq", 'tensor.linalg.lstsq(a:detach(), b:detach(), nil, "%s")' % driver,
             "torch.linalg.lstsq(a.detach(), b.detach(), driver='%s')" % driver, x, y)
case("linalg_lstsq", "tensor.linalg.lstsq(a, b)", "torch.linalg.lstsq(a, b)", "f5x2", "f5x2")
case("linalg_lstsq", "tensor.linalg.lstsq(a:detach():diag(), b:detach(), 0.4, 'gelsd')", "torch.linalg.lstsq(a.detach().diag(), b.detach(), 0.4, driver='gelsd')", "=1,2,3,0.5", "f4x1")

# ---- LU, LDL

for x in ["f3x3", "f2x3x3", "f4x2", "f2x4", "f2x4x3", "f0x3x3", "f3x0"]:
    for row in ["linalg_lu_factor", "linalg_lu_factor_ex", "linalg_lu"]:
        both(row, x="a", tx="a", inputs=(x,))
    case("lu", "a:lu()", "torch.lu(a)", x)
    case("lu_unpack", "tensor.lu_unpack(tensor.linalg.lu_factor(a))", "torch.lu_unpack(*torch.linalg.lu_factor(a))", x)
case("lu_unpack", "(function() local f, p = tensor.linalg.lu_factor(a:detach()); return tensor.lu_unpack(f, p, false) end)()",
     "torch.lu_unpack(*torch.linalg.lu_factor(a.detach()), unpack_data=False)", "f3x3")
case("lu_unpack", "(function() local f, p = tensor.linalg.lu_factor(a); return tensor.lu_unpack(f, p, true, false) end)()",
     "torch.lu_unpack(*torch.linalg.lu_factor(a), unpack_pivots=False)", "f3x2")
for x, y in [("f3x3", "f3x2"), ("f2x3x3", "f2x3x2"), ("f2x3x3", "f3x2"), ("f3x3", "f2x3x2")]:
    for left in ["true", "false"]:
        for adjoint in ["true", "false"]:
            b, tb = ("b", "b") if left == "true" else ("b.mT", "b.mT")
            case("linalg_lu_solve", "(function() local f, p = tensor.linalg.lu_factor(a); "
                 "return tensor.linalg.lu_solve(f, p, %s, {left = %s, adjoint = %s}) end)()" % (b, left, adjoint),
                 "torch.linalg.lu_solve(*torch.linalg.lu_factor(a), %s, left=%s, adjoint=%s)" % (tb, left.capitalize(), adjoint.capitalize()), x, y)
    case("lu_solve", "b:lu_solve(tensor.linalg.lu_factor(a))", "torch.lu_solve(b, *torch.linalg.lu_factor(a))", x, y)
for row in ["linalg_ldl_factor", "linalg_ldl_factor_ex"]:
    for x in BATCHES:
        both(row, inputs=x, x="(a + a.mT):detach()", tx="(a + a.mT).detach()")
for x, y in [("f3x3", "f3x2"), ("f2x3x3", "f3x2"), ("f4x4", "f4x1")]:
    case("linalg_ldl_solve", "(function() local f, p = tensor.linalg.ldl_factor((a + a.mT):detach()); "
         "return tensor.linalg.ldl_solve(f, p, b:detach()) end)()",
         "torch.linalg.ldl_solve(*torch.linalg.ldl_factor((a + a.mT).detach()), b.detach())", x, y)

# ---- QR, reflections

for x in ["f3x3", "f4x2", "f2x4", "f2x4x3", "f2x3x4", "f0x3x2", "f3x0", "f0x3"]:
    both("linalg_qr", x="a", tx="a", inputs=(x,))
    both("linalg_qr", "{mode = 'complete'}", "mode='complete'", x="a:detach()", tx="a.detach()", inputs=(x,))
    both("linalg_qr", "'r'", "mode='r'", x="a:detach()", tx="a.detach()", inputs=(x,))
    case("qr", "a:qr()", "torch.linalg.qr(a)", x)
    case("geqrf", "a:detach():geqrf()", "torch.geqrf(a.detach())", x)
both("linalg_qr", "'complete'", x="a", tx="a", inputs=("f2x4",))
case("qr", "a:detach():qr(false)", "torch.linalg.qr(a.detach(), mode='complete')", "f4x2")
for x, y in [("f3x3", "f3"), ("f4x2", "f2"), ("f4x3", "f2"), ("f2x4x2", "f2x2"), ("f3x0", "f0")]:
    both("linalg_householder_product", "b", x="a", tx="a", inputs=(x, y))
    both("linalg_householder_product", "b:detach()", "b.detach()", x="a:detach()", tx="a.detach()", inputs=(x, y))
    case("linalg_householder_product", "tensor.orgqr(a, b)", "torch.orgqr(a, b)", x, y)
for left, z in [("true", "f4x3"), ("false", "f3x4")]:
    for transpose in ["true", "false"]:
        args = (left.capitalize(), transpose.capitalize())
        case("ormqr", "tensor.ormqr(a, b, c, %s, %s)" % (left, transpose), "torch.ormqr(a, b, c, %s, %s)" % args, "f4x2", "f2", z)
        case("ormqr", "tensor.ormqr(a:detach(), b:detach(), c:detach(), %s, %s)" % (left, transpose),
             "torch.ormqr(a.detach(), b.detach(), c.detach(), %s, %s)" % args, "f4x2", "f2", z)
case("ormqr", "tensor.ormqr(a, b, c)", "torch.ormqr(a, b, c)", "f2x4x2", "f2x2", "f2x4x1")

# ---- singular values, eigenvalues: signs of vectors are free, squares and products are not

for x in ["f3x3", "f4x2", "f2x4", "f2x3x2"]:
    case("linalg_svd", "(function() local u, s, v = tensor.linalg.svd(a, false); return (u * s:unsqueeze(-2)):matmul(v), u:abs(), s, v:abs() end)()",
         "(lambda u, s, v: ((u * s.unsqueeze(-2)) @ v, u.abs(), s, v.abs()))(*torch.linalg.svd(a, False))", x)
    case("svd", "(function() local u, s, v = a:svd(); return u:square(), s, v:square() end)()",
         "(lambda u, s, v: (u ** 2, s, v ** 2))(*torch.svd(a))", x)
    both("linalg_svdvals", x="a", tx="a", inputs=(x,))
    both("linalg_svdvals", x="a:detach()", tx="a.detach()", inputs=(x,))
case("linalg_svd", "(function() local u, s, v = tensor.linalg.svd(a); local k = s:size(-1); return u[{{}, {1, k}}]:square(), s, v[{{1, k}}]:square() end)()",
     "(lambda u, s, v: (u[:, :s.shape[0]] ** 2, s, v[:s.shape[0]] ** 2))(*torch.linalg.svd(a))", "f4x2")
for x in ["f0x3", "f3x0", "f2x0x2", "f0x2x3"]:
    case("linalg_svd", "tensor.linalg.svd(a:detach())", "torch.linalg.svd(a.detach())", x)
    case("linalg_svd", "tensor.linalg.svd(a:detach(), false)", "torch.linalg.svd(a.detach(), False)", x)
    case("linalg_svdvals", "tensor.linalg.svdvals(a)", "torch.linalg.svdvals(a)", x)
case("svd", "(function() local u, s, v = a:detach():svd(false, false); return u, s, v end)()", "torch.svd(a.detach(), False, False)", "f3x2")
POLAR = "(lambda u, s, v: (u @ v, %s))(*torch.linalg.svd(a, False))"
for x in ["f3x3", "f4x2", "f2x4x3"]:
    case("linalg_polar", "tensor.linalg.polar(a)", POLAR % "(v.mT * s.unsqueeze(-2)) @ v", x)
    case("linalg_polar", 'tensor.linalg.polar(a, "left")', POLAR % "(u * s.unsqueeze(-2)) @ u.mT", x)
for uplo in ["'L'", "'U'"]:
    for x in BATCHES:
        both("linalg_eigvalsh", uplo, x=S, tx=TS, inputs=x)
        both("linalg_eigvalsh", uplo, x=S + ":detach()", tx=TS + ".detach()", inputs=x)
        case("linalg_eigh", "(function() local l, v = tensor.linalg.eigh(%s, {UPLO = %s}); return l, v:square(), (v * l:unsqueeze(-2)):matmul(v.mT) end)()" % (S, uplo),
             "(lambda l, v: (l, v ** 2, (v * l.unsqueeze(-2)) @ v.mT))(*torch.linalg.eigh(%s, %s))" % (TS, uplo), *x)
    both("linalg_eigvalsh", uplo, x="a:detach()", tx="a.detach()", inputs=("f3x3",))
case("linalg_eigh", "tensor.linalg.eigh(a)", "torch.linalg.eigh(a)", "f0x0")
case("linalg_eigvalsh", "tensor.linalg.eigvalsh(a:reshape(2, 2):detach())", "torch.linalg.eigvalsh(a.reshape(2, 2).detach())", "=1,nan,nan,2")
SIX, TSIX = "(a * 0.2 + a.mT * 0.2 + %s)" % (D % 6), "(a * 0.2 + a.mT * 0.2 + %s)" % (TD % 6)
case("lobpcg_exact", "(function() local l, v = tensor.lobpcg((%s):detach(), 2); return l end)()" % SIX,
     "torch.linalg.eigvalsh((%s).detach()).flip(-1)[:2]" % TSIX, "u6x6")
case("lobpcg_exact", "(function() local l, v = tensor.lobpcg(%s, {k = 1, largest = false}); return l, v:square() end)()" % SIX,
     "(lambda l, v: (l[:1], v[:, :1] ** 2))(*torch.linalg.eigh(%s))" % TSIX, "u6x6")

# ---- chains, small things

for f, row in [("linalg.multi_dot", "linalg_multi_dot"), ("chain_matmul", "chain_matmul")]:
    py = "torch.linalg.multi_dot([%s])"
    case(row, "tensor.%s{a, b}" % f, py % "a, b", "f2x3", "f3x4")
    case(row, "tensor.%s{a, b, c}" % f, py % "a, b, c", "f2x3", "f3x4", "f4x2")
    case(row, "tensor.%s{a, b, c, d}" % f, py % "a, b, c, d", "f2x5", "f5x3", "f3x4", "f4x1")
case("chain_matmul", "tensor.chain_matmul{a}", "a.clone()", "f2x3")
case("chain_matmul", "tensor.chain_matmul(a, b, c)", "torch.linalg.multi_dot([a, b, c])", "f2x3", "f3x4", "f4x2")
case("linalg_multi_dot", "tensor.linalg.multi_dot{a, b, c}", "torch.linalg.multi_dot([a, b, c])", "f3", "f3x4", "f4")
case("linalg_multi_dot", "tensor.linalg.multi_dot{a, b}", "torch.linalg.multi_dot([a, b])", "f3", "f3x4")
case("linalg_vander", "tensor.linalg.vander(a)", "torch.linalg.vander(a)", "f3")
case("linalg_vander", "tensor.linalg.vander(a, {N = 4})", "torch.linalg.vander(a, N=4)", "f2x3")
case("linalg_vander", "tensor.linalg.vander(a)", "torch.linalg.vander(a)", "i32-3:-3:3")
case("linalg_diagonal", "tensor.linalg.diagonal(a)", "torch.linalg.diagonal(a)", "f2x3x4")
case("linalg_diagonal", "tensor.linalg.diagonal(a, {offset = 1, dim1 = 1, dim2 = 2})", "torch.linalg.diagonal(a, offset=1, dim1=0, dim2=1)", "f2x3x4")
case("linalg_cross", "tensor.linalg.cross(a, b)", "torch.linalg.cross(a, b)", "f2x3", "f2x3")
case("linalg_cross", "tensor.linalg.cross(a, b, {dim = 1})", "torch.linalg.cross(a, b, dim=0)", "f3x1", "f3x2")
case("linalg_cross", "tensor.linalg.cross(a, b)", "torch.linalg.cross(a, b)", "i3:-5:5", "i3:-5:5")
case("linalg_vecdot", "tensor.linalg.vecdot(a, b)", "torch.linalg.vecdot(a, b)", "f2x3", "f3")
case("linalg_vecdot", "tensor.linalg.vecdot(a, b, {dim = 1})", "torch.linalg.vecdot(a, b, dim=0)", "f2x3", "f2x1")
case("matmul", "tensor.linalg.matmul(a, b)", "torch.linalg.matmul(a, b)", "f2x3", "f3x2")

# ---- eigenvalues: sums do not depend on their order

EIG = "(function() local l, v = tensor.linalg.eig(%s); return l:sum(), l:square():sum(), (v * l:unsqueeze(-2)):matmul(v:inverse()), v:abs():square():sum(-1) end)()"
TEIG = "(lambda l, v: (l.sum(), l.square().sum(), (v * l.unsqueeze(-2)) @ v.inverse(), v.abs().square().sum(-1)))(*torch.linalg.eig(%s))"
VALS, TVALS = "(function() local l = tensor.linalg.eigvals(%s); return l:sum(), l:square():sum(), l:abs():sum() end)()", "(lambda l: (l.sum(), l.square().sum(), l.abs().sum()))(torch.linalg.eigvals(%s))"
for x in ["f3x3", "f4x4", "f2x3x3", "c3x3", "c2x2x2", "f1x1"]:
    case("linalg_eig", EIG % "a", TEIG % "a", x)
    case("linalg_eigvals", VALS % "a", TVALS % "a", x)
    case("linalg_eigvals", VALS % "a:detach()", TVALS % "a.detach()", x)
for x in ["f0x0", "f0x3x3"]:
    case("linalg_eig", "tensor.linalg.eig(a:detach())", "torch.linalg.eig(a.detach())", x)
    case("linalg_eigvals", "tensor.linalg.eigvals(a)", "torch.linalg.eigvals(a)", x)
case("linalg_eigvals", "tensor.linalg.eigvals(a:detach():reshape(2, 2)):abs()", "torch.linalg.eigvals(a.detach().reshape(2, 2)).abs()", "=0,1,-1,0")

# ---- complex numbers

skipped = {"lobpcg", "linalg_eig", "linalg_eigvals", "linalg_vander", "chain_matmul", "linalg_diagonal", "linalg_cross", "linalg_tensorinv",
           "linalg_tensorsolve", "lu_unpack", "linalg_matrix_rank", "linalg_permutation", "geqrf", "cholesky_inverse"}
for row, lua, py, inputs in list(cases):
    numbers = [x[0] for x in inputs]
    if row in skipped or "e3" in "".join(inputs) or not all(n in "fu" for n in numbers) or "f:" in inputs or "float" in lua:
        continue
    if "f0" in "".join(inputs) or "x0" in "".join(inputs) or "f1x2x3x3" in inputs or "chol" in lua and "true" in lua and "solve" in lua:
        continue
    lua = lua.replace("dtype = a.dtype", "dtype = a.real.dtype").replace(".mT", ".mH").replace("u:square()", "u:abs():square()")
    lua = lua.replace("v:square()", "v:abs():square()").replace("}]:square()", "}]:abs():square()")
    py = py.replace(".mT", ".mH").replace("u ** 2", "u.abs() ** 2").replace("v ** 2", "v.abs() ** 2").replace("] ** 2", "].abs() ** 2")
    case(row, lua, py, *["c" + x[1:] for x in inputs])
for hermitian in ["false", "true"]:
    h = hermitian.capitalize()
    t = "mH" if hermitian == "true" else "mT"
    case("linalg_ldl_factor", "tensor.linalg.ldl_factor((a + a.%s):detach(), %s)" % (t, hermitian),
         "torch.linalg.ldl_factor((a + a.%s).detach(), hermitian=%s)" % (t, h), "c3x3")
    case("linalg_ldl_solve", "(function() local f, p = tensor.linalg.ldl_factor((a + a.%s):detach(), %s); "
         "return tensor.linalg.ldl_solve(f, p, b:detach(), %s) end)()" % (t, hermitian, hermitian),
         "torch.linalg.ldl_solve(*torch.linalg.ldl_factor((a + a.%s).detach(), hermitian=%s), b.detach(), hermitian=%s)" % (t, h, h), "c3x3", "c3x2")
PC, TPC = P.replace(".mT", ".mH").replace("a.dtype", "a.real.dtype"), TP.replace(".mT", ".mH")
for x in ["c3x3", "c2x3x3"]:
    case("cholesky_inverse", "%s:cholesky():cholesky_inverse()" % PC, "torch.cholesky_inverse(torch.linalg.cholesky(%s))" % TPC, x)
    case("cholesky_inverse", "%s:cholesky(true):cholesky_inverse(true)" % PC,
         "torch.cholesky_inverse(torch.linalg.cholesky(%s, upper=True), True)" % TPC, x)
case("geqrf", "a:detach():geqrf()", "torch.geqrf(a.detach())", "c4x2")
case("linalg_matrix_rank", "tensor.linalg.matrix_rank(a)", "torch.linalg.matrix_rank(a)", "c3x4")

case("linalg_vander", "tensor.linalg.vander(a, tensor.tensor(2))", "torch.linalg.vander(a, N=torch.tensor(2))", "f3")
case("linalg_vander", "tensor.linalg.vander(a)", "torch.linalg.vander(a)", "i3:1:5")

# of a symmetric matrix as it stands: the gradients are symmetric, too
SYMMETRIC = "=2,0.5,-0.3,0.5,1,0.7,-0.3,0.7,-1.5"
case("linalg_eigh", "(function() local l, v = tensor.linalg.eigh(a:view(3, 3)); return l, v:square() end)()",
     "(lambda l, v: (l, v ** 2))(*torch.linalg.eigh(a.view(3, 3)))", SYMMETRIC)
# more columns than reflections
for left, z in ((True, "f2x3"), (False, "f3x2")):
    case("ormqr", "tensor.ormqr(a, b, c, %s)" % str(left).lower(), "torch.ormqr(a, b, c, %s)" % left, "f2x4", "f2", z)
