"""Records reductions, scans, softmax, norms and losses:
python3 spec/record/reduce.py > spec/data/reduce.lua
"""

import torch
import torch.nn.functional as F

from cases import case, write

T = torch.tensor
A, B = (3, 4), (2, 3, 4)

# ---- reductions: every one over all elements, a dimension, several, strided, of one element ----
for name in ("sum", "mean", "amax", "amin", "logsumexp"):
    def call(x, *a, name=name, **k):
        if name == "logsumexp" and not a:
            a = (tuple(range(x.dim())),)
        return getattr(x, name)(*a, **k)
    case("reduce", f"x:{name}()", lambda x, f=call: f(x), B)
    case("reduce", f"x:{name}(2)", lambda x, f=call: f(x, 1), B)
    case("reduce", f"x:{name}(-1, true)", lambda x, f=call: f(x, -1, True), B)
    case("reduce", f"x:{name}{{dim = {{1, 3}}}}", lambda x, f=call: f(x, (0, 2)), B)
    case("reduce", f"x:{name}({{1, 2}}, {{keepdim = true}})", lambda x, f=call: f(x, (0, 1), True), B)
    case("reduce", f"x.T:{name}(1)", lambda x, f=call: f(x.T, 0), A)
    case("reduce", f"x:permute(3, 1, 2):{name}({{1, 3}})", lambda x, f=call: f(x.permute(2, 0, 1), (0, 2)), B)
    case("reduce", f"x[{{{{1, 3, 2}}}}]:{name}(1)", lambda x, f=call: f(x[::2], 0), A)
    case("reduce", f"x:{name}(1)", lambda x, f=call: f(x, 0), ())
    case("reduce", f"x:{name}(1)", lambda x, f=call: f(x, 0), (1, 1))
for name in ("var", "std"):
    case("reduce", f"x:{name}()", lambda x, n=name: getattr(x, n)(), B)
    case("reduce", f"x:{name}(2)", lambda x, n=name: getattr(x, n)(1), B)
    case("reduce", f"x:{name}({{1, 3}}, 0, true)",
         lambda x, n=name: getattr(x, n)((0, 2), correction=0, keepdim=True), B)
    case("reduce", f"x:{name}(2, false)", lambda x, n=name: getattr(x, n)(1, False), A)
    case("reduce", f"x.T:{name}{{dim = 1, correction = 2}}",
         lambda x, n=name: getattr(x.T, n)(0, correction=2), (5, 3))
for p, lua in ((2, "2"), (1, "1"), (3, "3"), (2.5, "2.5"), (1.5, "1.5"), (0.5, "0.5"),
               (float("inf"), "math.huge"), (float("-inf"), "-math.huge"), (0, "0")):
    case("reduce", f"x:norm({lua})", lambda x, p=p: x.norm(p), A)
    case("reduce", f"x:norm({lua}, 2)", lambda x, p=p: x.norm(p, 1), B)
    case("reduce", f"x:norm({lua}, {{1, 3}}, true)", lambda x, p=p: x.norm(p, (0, 2), True), B)
mask = "x:detach():gt(0)"
case("reduce", f"(x * {mask}):norm(3, 2)", lambda x: (x * (x > 0)).norm(3, 1), A)
for name in ("max", "min"):
    case("reduce", f"x:{name}()", lambda x, n=name: getattr(x, n)(), B)
    case("reduce", f"tensor.cat{{x, x}}:{name}()", lambda x, n=name: getattr(torch.cat([x, x]), n)(), A)
    case("reduce", f"tensor.cat{{x, x}}:a{name}(1)",
         lambda x, n=name: getattr(torch.cat([x, x]), "a" + n)(0), A)
    case("reduce", f"(x:{name}(2))", lambda x, n=name: getattr(x, n)(1).values, B)
    case("reduce", f"(x:{name}(-3, true))", lambda x, n=name: getattr(x, n)(0, True).values, B)
    case("reduce", f"(x:sum():{name}(1))", lambda x, n=name: getattr(x.sum(), n)(0).values, A)
    for lua, dim in (("", None), ("1", 0), ("-1", -1)):
        case("reduce", f"x:arg{name}({lua}):double()",
             lambda x, n=name, d=dim: getattr(x.detach(), "arg" + n)(d).double() + 1, A)
for lua, dim in (("", None), ("2", 1)):
    def prod(x, dim=dim):
        return x.prod() if dim is None else x.prod(dim)
    case("reduce", f"x:prod({lua})", prod, A)
    case("reduce", f"(x * {mask}):prod({lua})", lambda x, f=prod: f(x * (x > 0)), A)
    case("reduce", f"(x * (x:detach() - x:detach()[{{1, 1}}])):prod({lua})",  # a single zero
         lambda x, f=prod: f(x * (x - x[0, 0]).detach()), A)
case("reduce", "x:prod(1, true)", lambda x: x.prod(0, True), B)
case("reduce", "x:prod(1)", lambda x: x.prod(0), ())
case("reduce", "(x:gt(0)):sum(2):double()", lambda x: (x > 0).sum(1).double(), A)
case("reduce", "(x:gt(0)):count_nonzero(1):double()", lambda x: (x > 0).count_nonzero(0).double(), A)
case("reduce", "(x:gt(0)):any(2):double()", lambda x: (x > 0).any(1).double(), A)
case("reduce", "(x:gt(0)):all({1, 3}):double()", lambda x: (x > 0).all((0, 2)).double(), B)

# ---- scans ----
for name in ("cumsum", "cumprod"):
    for lua, dim, shape in (("1", 0, A), ("2", 1, B), ("-1", -1, B), ("1", 0, ())):
        case("scan", f"x:{name}({lua})", lambda x, n=name, d=dim: getattr(x, n)(d), shape)
    case("scan", f"x.T:{name}(1)", lambda x, n=name: getattr(x.T, n)(0), A)
    case("scan", f"(x * {mask}):{name}(2)", lambda x, n=name: getattr(x * (x > 0), n)(1), A)

# ---- softmax ----
for name in ("softmax", "log_softmax"):
    for lua, dim, shape in (("1", 0, A), ("2", 1, A), ("2", 1, B), ("-1", -1, (2, 20)), ("1", 0, (20, 3)),
                            ("1", 0, ())):
        case("softmax", f"x:{name}({lua})", lambda x, n=name, d=dim: getattr(x, n)(d), shape)
    case("softmax", f"x.T:{name}(2)", lambda x, n=name: getattr(x.T, n)(1), A)
    case("softmax", f"(x + 1e4):{name}(2)", lambda x, n=name: getattr(x + 1e4, n)(1), A)
case("softmax", f"x:masked_fill({mask}, -math.huge):softmax(2)",
     lambda x: x.masked_fill(x > 0, -float("inf")).softmax(1), (3, 8))

# ---- norms ----
f = "nn.functional."
case("norm", f"{f}layer_norm(x, 4)", lambda x: F.layer_norm(x, (4,)), B)
case("norm", f"{f}layer_norm(x, {{4}}, y)", lambda x, y: F.layer_norm(x, (4,), y), B, (4,))
case("norm", f"{f}layer_norm(x, {{3, 4}}, y, z)", lambda x, y, z: F.layer_norm(x, (3, 4), y, z), B, A, A)
case("norm", f"{f}layer_norm(x, {{4}}, {{bias = y, eps = 0.1}})",
     lambda x, y: F.layer_norm(x, (4,), None, y, 0.1), A, (4,))
case("norm", f"{f}layer_norm(x, 40, y, z)", lambda x, y, z: F.layer_norm(x, (40,), y, z), (3, 40), (40,), (40,))
case("norm", f"{f}layer_norm(x.T, 3, y)", lambda x, y: F.layer_norm(x.T, (3,), y), (3, 5), (3,))
bn = f"{f}batch_norm(x, nil, nil, %s{{training = true, eps = 0.01}})"
for shape in ((5, 3), (4, 3, 2), (2, 3, 2, 2), (3, 3, 20)):
    case("norm", bn % "", lambda x: F.batch_norm(x, None, None, training=True, eps=0.01), shape)
    case("norm", bn % "y, z, ",
         lambda x, y, z: F.batch_norm(x, None, None, y, z, training=True, eps=0.01), shape, (3,), (3,))
case("norm", bn.replace("(x,", "(x.T,") % "y, ",
     lambda x, y: F.batch_norm(x.T, None, None, y, training=True, eps=0.01), (3, 5), (3,))
stats = "tensor.tensor({1, 2, 3}, {dtype = 'float64'}), tensor.tensor({2, 3, 4}, {dtype = 'float64'})"
case("norm", f"{f}batch_norm(x, {stats}, y, z)",
     lambda x, y, z: F.batch_norm(x, T([1., 2., 3.]), T([2., 3., 4.]), y, z), B, (3,), (3,))
running = (f"local m, v = {stats}; {f}batch_norm(x, m, v, {{training = true, momentum = 0.3}}); "
           "return tensor.cat{m, v}")


def running_statistics(x):
    m, v = T([1., 2., 3.]), T([2., 3., 4.])
    F.batch_norm(x.detach(), m, v, training=True, momentum=0.3)
    return torch.cat([m, v])


case("norm", running, running_statistics, (5, 3))
case("norm", running, running_statistics, (2, 3, 4))

# ---- losses ----
labels = T([0, 2, 3])
nested = T([[0, 2], [1, 1], [2, 0]])
for reduction in ("mean", "sum", "none"):
    o = f"reduction = '{reduction}'"
    k = dict(reduction=reduction)
    case("loss", f"{f}cross_entropy(x, I{{1, 3, 4}}, {{{o}}})", lambda x, k=k: F.cross_entropy(x, labels, **k), A)
    case("loss", f"{f}cross_entropy(x, I{{1, 3, 4}}:int(), {{{o}, ignore_index = 3}})",
         lambda x, k=k: F.cross_entropy(x, labels, ignore_index=2, **k), A)
    case("loss", f"{f}cross_entropy(x, I(2), {{{o}}})", lambda x, k=k: F.cross_entropy(x, T(1), **k), (4,))
    case("loss", f"{f}cross_entropy(x, I{{1, -100, 4}}, y:detach(), {{{o}}})",
         lambda x, y, k=k: F.cross_entropy(x, T([0, -100, 3]), y.detach(), **k), A, (4,))
    case("loss", f"{f}cross_entropy(x, I{{1, -100, 4}}, {{label_smoothing = 0.2, {o}}})",
         lambda x, k=k: F.cross_entropy(x, T([0, -100, 3]), label_smoothing=0.2, **k), A)
    case("loss", f"{f}cross_entropy(x, I{{1, 3, 4}}, y:detach(), {{label_smoothing = 0.2, {o}}})",
         lambda x, y, k=k: F.cross_entropy(x, labels, y.detach(), label_smoothing=0.2, **k), A, (4,))
    case("loss", f"{f}cross_entropy(x, I{{{{1, 3}}, {{2, 2}}, {{3, 1}}}}, {{{o}}})",
         lambda x, k=k: F.cross_entropy(x, nested, **k), (3, 4, 2))
    case("loss", f"{f}cross_entropy(x, y:detach():softmax(2), {{{o}}})",
         lambda x, y, k=k: F.cross_entropy(x, y.detach().softmax(1), **k), A, A)
    case("loss", f"{f}cross_entropy(x, y:detach():softmax(2), z:detach(), {{label_smoothing = 0.1, {o}}})",
         lambda x, y, z, k=k: F.cross_entropy(x, y.detach().softmax(1), z.detach(), label_smoothing=0.1, **k),
         A, A, (4,))
    case("loss", f"{f}nll_loss(x, I{{1, 3, 4}}, {{{o}}})", lambda x, k=k: F.nll_loss(x, labels, **k), A)
    case("loss", f"{f}nll_loss(x, I{{{{1, 3}}, {{2, 2}}, {{3, 1}}}}, y:detach(), {{{o}, ignore_index = 2}})",
         lambda x, y, k=k: F.nll_loss(x, nested, y.detach(), ignore_index=1, **k), (3, 4, 2), (4,))
    case("loss", f"{f}mse_loss(x, y, {{{o}}})", lambda x, y, k=k: F.mse_loss(x, y, **k), A, A)
    case("loss", f"{f}l1_loss(x, y, {{{o}}})", lambda x, y, k=k: F.l1_loss(x, y, **k), A, A)
    g = "binary_cross_entropy_with_logits"
    case("loss", f"{f}{g}(x, y, {{{o}}})", lambda x, y, k=k: getattr(F, g)(x, y, **k), A, A)
    case("loss", f"{f}{g}(x, y:detach(), {{weight = z:detach(), pos_weight = z:detach() + 1, {o}}})",
         lambda x, y, z, k=k: getattr(F, g)(x, y.detach(), weight=z.detach(), pos_weight=z.detach() + 1, **k), A, A, (4,))
    case("loss", f"{f}binary_cross_entropy(x:sigmoid(), y:detach():sigmoid(), {{{o}}})",
         lambda x, y, k=k: F.binary_cross_entropy(x.sigmoid(), y.detach().sigmoid(), **k), A, A,
         second=False)  # PyTorch's adds 1e-12 to a denominator

write("reduce.py")
