"""Records indexing, joining and sorting: python3 spec/record/indexing.py > spec/data/indexing.lua

A case is the body of a Lua function of x, y (and I, which makes an index tensor of a Lua list), the
same in PyTorch, and the shapes of x and y. Inputs come from spec/record/lcg.py. Recorded are the
result, the gradients of L = sum(w * result^2) with w from the same numbers, and the gradient of the
sum of the squares of x's gradient: second derivatives.
"""

import torch

from lcg import Numbers, header, lua_list

torch.set_default_dtype(torch.float64)
T = torch.tensor
cases = []


def case(group, lua, f, *shapes):
    cases.append((group, lua if "return" in lua else "return " + lua, f, shapes))


def put(key, value=lambda y: y):
    """x[key] = value on a clone of x."""
    def f(x, y=None):
        r = x * 1
        r[key] = value(y)
        return r
    return f


A, B = (3, 4), (2, 3, 4)
full = slice(None)

# ---- reading: numbers, ranges, newaxis ----
case("index", "x[2]", lambda x: x[1], A)
case("index", "x[-1]", lambda x: x[-1], A)
case("index", "x[{3, 2}]", lambda x: x[2, 1], A)
case("index", "x[{3.0, -4}]", lambda x: x[2, -4], A)
case("index", "x[{2, {}, 4}]", lambda x: x[1, :, 3], B)
case("index", "x[{{2, 3}}]", lambda x: x[1:3], A)
case("index", "x[{{}, {2, 3}}]", lambda x: x[:, 1:3], A)
case("index", "x[{{}, {1, 4, 2}}]", lambda x: x[:, 0:4:2], A)
case("index", "x[{{}, {2, 4, 2}}]", lambda x: x[:, 1:4:2], A)
case("index", "x[{{-2, -1}}]", lambda x: x[-2:], A)
case("index", "x[{{2, 99}, {-99, 2}}]", lambda x: x[1:, :2], A)
case("index", "x[{{3, 2}}]", lambda x: x[2:2], A)
case("index", "x[{{4, 9}}]", lambda x: x[3:], A)
case("index", 'x[{"...", 1}]', lambda x: x[..., 0], B)
case("index", 'x[{1, "...", {2, 2}}]', lambda x: x[0, ..., 1:2], B)
case("index", 'x[{1, 2, "...", 3}]', lambda x: x[0, 1, ..., 2], B)
case("index", "x[{}]", lambda x: x[:], A)
case("index", "x[tensor.newaxis]", lambda x: x[None], A)
case("index", "x[{{}, tensor.newaxis, 2}]", lambda x: x[:, None, 1], A)
case("index", "x[{tensor.newaxis, 1, {}, tensor.newaxis}]", lambda x: x[None, 0, :, None], A)
case("index", "x.T[{{2, 3}, 1}]", lambda x: x.T[1:3, 0], A)

# ---- reading: index tensors and masks ----
i1, i2 = "I{1, 3, 1}", "I{4, 1, 2}"
t1, t2 = T([0, 2, 0]), T([3, 0, 1])
case("index", f"x[{i1}]", lambda x: x[t1], A)
case("index", "x[I{-1, 1, -3}]", lambda x: x[T([-1, 0, -3])], A)
case("index", "x[I{{1, 2}, {3, 3}}]", lambda x: x[T([[0, 1], [2, 2]])], A)
case("index", "x[I{{1, 2}, {3, 3}}:to('int32')]", lambda x: x[T([[0, 1], [2, 2]])], A)
case("index", "x[I{1, 2, 3, 1}[{{1, 4, 2}}]]", lambda x: x[T([0, 2])], A)
case("index", "x[I(2)]", lambda x: x[T(1)], A)
case("index", "x[x:detach():sum(2):argmax()]", lambda x: x[x.sum(1).argmax()], A)
case("index", f"x[{{{i1}, {i2}}}]", lambda x: x[t1, t2], A)
case("index", f"x[{{{{}}, {i2}}}]", lambda x: x[:, t2], A)
case("index", f"x[{{I{{1, 2, 1}}, {{}}, {i2}}}]", lambda x: x[T([0, 1, 0]), :, t2], B)
case("index", f"x[{{{{}}, {i1}, {i2}}}]", lambda x: x[:, t1, t2], B)
case("index", f"x[{{I{{{{1}}, {{2}}}}, {i1}}}]", lambda x: x[T([[0], [1]]), t1], B)
case("index", f"x[{{2, {i1}}}]", lambda x: x[1, t1], B)
case("index", f"x[{{1, {{}}, {i2}}}]", lambda x: x[0, :, t2], B)
case("index", f"x[{{{{}}, {i1}, 2}}]", lambda x: x[:, t1, 1], B)
case("index", f"x[{{{{}}, {i1}, {{2, 4, 2}}}}]", lambda x: x[:, t1, 1:4:2], B)
case("index", f"x[{{tensor.newaxis, {i1}}}]", lambda x: x[None, t1], A)
case("index", f"x[{{{i1}, tensor.newaxis, {i2}}}]", lambda x: x[t1, None, t2], A)
case("index", f"x.T[{{{i2}, {i1}}}]", lambda x: x.T[t2, t1], A)
case("index", f"x:permute(3, 1, 2)[{{{{}}, I{{2, 1, 1}}, {i1}}}]",
     lambda x: x.permute(2, 0, 1)[:, T([1, 0, 0]), t1], B)
case("index", f'x[{{"...", {i2}}}]', lambda x: x[..., t2], B)
case("index", "x[tensor.zeros(0, {dtype = 'int64'})]", lambda x: x[T([], dtype=torch.int64)], A)
case("index", "x[x:detach():gt(0)]", lambda x: x[x > 0], A)
case("index", "x[x:detach():gt(9)]", lambda x: x[x > 9], A)
case("index", "x.T[x.T:detach():gt(0)]", lambda x: x.T[x.T > 0], A)
m3, b3 = "tensor.tensor{true, false, true}", T([True, False, True])
case("index", f"x[{m3}]", lambda x: x[b3], A)
case("index", f"x[{{{{}}, {m3}}}]", lambda x: x[:, b3], B)
case("index", f"x[{{{m3}, I{{2, 4}}}}]", lambda x: x[b3, T([1, 3])], A)
case("index", f"x[{{I{{1, 2}}, {{}}, tensor.tensor{{true, false, false, true}}}}]",
     lambda x: x[T([0, 1]), :, T([True, False, False, True])], B)
case("index", "x[x:detach()[{{}, {}, 1}]:gt(0)]", lambda x: x[x[:, :, 0] > 0], B)
case("index", "x[{{}, x:detach()[1]:gt(0)}]", lambda x: x[:, x[0] > 0], B)
case("index", "x[tensor.tensor(true)]", lambda x: x[T(True)], A)
case("index", "x[tensor.tensor(false)]", lambda x: x[T(False)], A)

# ---- assigning ----
w = "local r = x * 1; r[%s] = %s; return r"
case("assign", w % ("2", "y"), put(1), A, (4,))
case("assign", w % ("2", "5"), put(1, lambda y: 5.0), A)
case("assign", w % ("{2, 3}", "-1.5"), put((1, 2), lambda y: -1.5), A)
case("assign", w % ("{{}, 2}", "y"), put((full, 1)), A, (3,))
case("assign", w % ("{{1, 2}, {2, 4, 2}}", "y"), put((slice(0, 2), slice(1, 4, 2))), A, (2, 2))
case("assign", w % ("{{1, 2}}", "y"), put(slice(0, 2)), A, (1, 1, 4))
case("assign", w % ("{}", "y"), put(full), A, (4,))
case("assign", w % ('{"...", 1}', "y"), put((..., 0)), B, (3,))
case("assign", w % ("{{}, tensor.newaxis, 2}", "y"), put((full, None, 1)), A, (3, 1))
case("assign", w % ("{{3, 2}}", "y"), put(slice(2, 2)), A, (4,))
case("assign", w % ("I{1, 3}", "y"), put(T([0, 2])), A, (2, 4))
case("assign", w % ("I{1, 3}", "y"), put(T([0, 2])), A, (1, 1, 4))
case("assign", w % ("I{1, 3}", "7"), put(T([0, 2]), lambda y: 7.0), A)
case("assign", w % ("{I{1, 3}, I{4, 2}}", "y"), put((T([0, 2]), T([3, 1]))), A, (2,))
case("assign", w % ("{I{1, 2}, {}, I{4, 2}}", "y"), put((T([0, 1]), full, T([3, 1]))), B, (2, 3))
case("assign", w % ("{1, {}, I{4, 2}}", "y"), put((0, full, T([3, 1]))), B, (3, 2))
case("assign", w % ("{{2, 3}, I{4, 2}}", "y"), put((slice(1, 3), T([3, 1]))), A, (2, 2))
case("assign", w % (m3, "y"), put(b3), A, (2, 4))
case("assign", w % (m3, "0"), put(b3, lambda y: 0.0), A)
case("assign", "local r = x * 1; r[r:detach():gt(0)] = 0; return r",
     lambda x: torch.where(x > 0, torch.zeros(()), x), A)
case("assign", "local r = x * 1; r[x:detach():gt(0)] = y; return r",
     lambda x, y: torch.where(x > 0, y, x), A, ())
case("assign", "local r = x * 1; r:t()[{{2, 3}, 1}] = y; return r * r",
     lambda x, y: (lambda r: (r.t()[1:3, 0].copy_(y), r * r)[1])(x * 1), A, (2,))
case("assign", "local r = x * 1; local v = r[2]; v[{{1, 2}}] = y; v:mul_(2); return r",
     lambda x, y: (lambda r: (r[1][0:2].copy_(y), r[1].mul_(2), r)[2])(x * 1), A, (2,))

# ---- rows and elements along a dimension ----
case("gather", "x:gather(2, I{{1, 4}, {2, 2}, {3, -4}})",
     lambda x: x.gather(1, T([[0, 3], [1, 1], [2, 0]])), A)
case("gather", "x:gather(1, I{{1, 3, 2, 3}})", lambda x: x.gather(0, T([[0, 2, 1, 2]])), A)
case("gather", "x:gather(-1, I{{{1, 2}, {3, 4}}})", lambda x: x.gather(-1, T([[[0, 1], [2, 3]]])), B)
case("gather", "x.T:gather(1, I{{1, 2, 4}, {3, 3, 3}}:to('int32'))",
     lambda x: x.T.gather(0, T([[0, 1, 3], [2, 2, 2]])), A)
case("gather", "x:sum():gather(1, I(1))", lambda x: x.sum().gather(0, T(0)), A)
case("gather", "x:scatter(2, I{{1, 4}, {2, 3}}, y)",
     lambda x, y: x.scatter(1, T([[0, 3], [1, 2]]), y[:2]), A, (3, 2))
case("gather", "x:scatter(1, I{{1, 3, 2, 3}}, 2.5)", lambda x: x.scatter(0, T([[0, 2, 1, 2]]), 2.5), A)
case("gather", "(x * 1):scatter_(2, I{{1}, {2}, {3}}, y.T)",
     lambda x, y: (x * 1).scatter_(1, T([[0], [1], [2]]), y.T), A, (1, 3))
case("gather", "x:scatter_add(2, I{{1, 1, 4}, {2, 3, 3}, {1, 2, 1}}, y)",
     lambda x, y: x.scatter_add(1, T([[0, 0, 3], [1, 2, 2], [0, 1, 0]]), y), A, (3, 3))
case("gather", "x:scatter_add(1, I{{1, 2}, {1, 2}}, y)",
     lambda x, y: x.scatter_add(0, T([[0, 1], [0, 1]]), y[:2, :2]), A, (3, 3))
case("gather", "x:index_select(1, I{3, 1, 3})", lambda x: x.index_select(0, T([2, 0, 2])), A)
case("gather", "x:index_select(-1, I{4, -4})", lambda x: x.index_select(-1, T([3, 0])), B)
case("gather", "x.T:index_select(1, I{4, 1})", lambda x: x.T.index_select(0, T([3, 0])), A)
case("gather", "x:index_add(1, I{3, 1, 3}, y)", lambda x, y: x.index_add(0, T([2, 0, 2]), y), A, A)
case("gather", "x:index_add(2, I{3, 1, 3}, y, {alpha = -0.5})",
     lambda x, y: x.index_add(1, T([2, 0, 2]), y, alpha=-0.5), A, (3, 3))
case("gather", "(x * 1):index_add_(2, I{3, 1, 3}, y.T)",
     lambda x, y: (x * 1).index_add_(1, T([2, 0, 2]), y.T), A, (3, 3))
case("gather", "x:index_copy(1, I{3, 1}, y)", lambda x, y: x.index_copy(0, T([2, 0]), y), A, (2, 4))
case("gather", "x:index_fill(2, I{3, 1}, 4)", lambda x: x.index_fill(1, T([2, 0]), 4), A)
case("gather", "x:index_fill(2, I{3, 1}, y)", lambda x, y: x.index_fill(1, T([2, 0]), y), A, ())
embedding = torch.nn.functional.embedding
case("gather", "nn.functional.embedding(I{{1, 3}, {3, 2}}, x)",
     lambda x: embedding(T([[0, 2], [2, 1]]), x), A)
case("gather", "nn.functional.embedding(I{1, 3, 3, 2}, x, {padding_idx = 3})",
     lambda x: embedding(T([0, 2, 2, 1]), x, padding_idx=2), A)
case("gather", "nn.functional.embedding(I{1, 3, 3, 2}, x, {padding_idx = -3})",
     lambda x: embedding(T([0, 2, 2, 1]), x, padding_idx=0), A)
case("gather", "x:masked_select(x:detach():lt(0.3))", lambda x: x.masked_select(x < 0.3), A)
case("gather", f"x:masked_select(tensor.tensor{{true, false, true, true}})",
     lambda x: x.masked_select(T([True, False, True, True])), A)
case("gather", "x[1]:masked_select(x:detach():gt(0))", lambda x: x[0].masked_select(x > 0), A)
case("gather", "x:masked_fill(x:detach():gt(0), 3)", lambda x: x.masked_fill(x > 0, 3), A)

# ---- triangles, diagonals ----
for k in (-2, -1, 0, 1, 5):
    case("tri", f"x:tril({k})", lambda x, k=k: x.tril(k), B)
    case("tri", f"x:triu({k})", lambda x, k=k: x.triu(k), B)
    case("tri", f"x.T:triu({k})", lambda x, k=k: x.T.triu(k), A)
case("tri", "(x * 1).T:tril_()", lambda x: (x * 1).T.tril_(), A)
for k in (-1, 0, 2):
    case("tri", f"x:diag({k})", lambda x, k=k: x.diag(k), A)
    case("tri", f"x:diag({k})", lambda x, k=k: x.diag(k), (3,))
    case("tri", f"x:diag_embed({k})", lambda x, k=k: x.diag_embed(k), A)

# ---- joining ----
case("join", "tensor.cat({x, y})", lambda x, y: torch.cat([x, y]), A, (2, 4))
case("join", "tensor.cat({x, y, x}, 2)", lambda x, y: torch.cat([x, y, x], 1), A, (3, 2))
case("join", "tensor.cat({x, y.T}, -1)", lambda x, y: torch.cat([x, y.T], -1), A, (5, 3))
case("join", "tensor.cat({x, tensor.zeros(0, {dtype = 'float64'}), y})",
     lambda x, y: torch.cat([x, torch.zeros(0), y]), A, (1, 4))
case("join", "tensor.cat({x, y}, 2)", lambda x, y: torch.cat([x, y], 1), B, (2, 1, 4))
case("join", "tensor.stack({x, y})", lambda x, y: torch.stack([x, y]), A, A)
case("join", "tensor.stack({x, y, x}, 2)", lambda x, y: torch.stack([x, y, x], 1), A, A)
case("join", "tensor.stack({x, y.T}, -1)", lambda x, y: torch.stack([x, y.T], -1), A, (4, 3))
case("join", "tensor.stack({x, y})", lambda x, y: torch.stack([x, y]), (), ())
case("join", "tensor.hstack({x, y})", lambda x, y: torch.hstack([x, y]), A, (3, 1))
case("join", "tensor.hstack({x, y})", lambda x, y: torch.hstack([x, y]), (3,), (2,))
case("join", "tensor.vstack({x, y})", lambda x, y: torch.vstack([x, y]), (3,), (3,))
case("join", "tensor.vstack({x, y})", lambda x, y: torch.vstack([x, y]), A, (4,))
case("join", "x:tile(2)", lambda x: x.tile(2), A)
case("join", "x:tile(2, 1, 3)", lambda x: x.tile(2, 1, 3), A)
case("join", "x:tile({2, 0})", lambda x: x.tile(2, 0), A)
case("join", "x['repeat'](x, 2, 3)", lambda x: x.repeat(2, 3), A)
case("join", "x['repeat'](x, 2, 1, 2)", lambda x: x.repeat(2, 1, 2), A)
case("join", "x:repeat_interleave(2)", lambda x: x.repeat_interleave(2), A)
case("join", "x:repeat_interleave(3, 2)", lambda x: x.repeat_interleave(3, 1), A)
case("join", "x:repeat_interleave(I{2, 0, 1}, 1)", lambda x: x.repeat_interleave(T([2, 0, 1]), 0), A)
case("join", "x:repeat_interleave(I{2}, -1)", lambda x: x.repeat_interleave(T([2]), -1), A)
for kind in ("ij", "xy"):
    case("join", f"local a, b = table.unpack(tensor.meshgrid({{x, y}}, '{kind}')); return a * b + a",
         lambda x, y, kind=kind: (lambda a, b: a * b + a)(*torch.meshgrid(x, y, indexing=kind)), (3,), (4,))
case("join", "x:flip(1)", lambda x: x.flip(0), A)
case("join", "x:flip({1, -1})", lambda x: x.flip(0, -1), B)
case("join", "x.T:flip(2)", lambda x: x.T.flip(1), A)
case("join", "x:roll(1, 1)", lambda x: x.roll(1, 0), A)
case("join", "x:roll(-5)", lambda x: x.roll(-5), A)
case("join", "x:roll({1, -2}, {1, 2})", lambda x: x.roll((1, -2), (0, 1)), A)

# ---- sorting ----
for size in (7, 70):
    case("sort", "(x:sort())", lambda x: x.sort().values, (2, size))
    case("sort", "(x:sort(1, true))", lambda x: x.sort(0, True).values, (size, 2))
    case("sort", "(x:topk(3))", lambda x: x.topk(3).values, (2, size))
    case("sort", "(x:topk(5, {largest = false}))", lambda x: x.topk(5, largest=False).values, (2, size))
    case("sort", "(x.T:topk(2, 1))", lambda x: x.T.topk(2, 0).values, (2, size))
case("sort", "(x:sort(2))", lambda x: x.sort(1).values, B)
case("sort", "(x:sum():sort())", lambda x: x.sum().sort().values, A)

header("indexing.py")
print("return {")
for group, lua, f, shapes in cases:
    numbers = Numbers(3)
    inputs = [numbers.tensor(*s, scale=2.0).requires_grad_() for s in shapes]
    result = f(*inputs)
    weights = numbers.tensor(*result.shape)
    loss = (weights * result * result).sum()
    zero = [torch.zeros_like(i) for i in inputs]
    first = torch.autograd.grad(loss, inputs, create_graph=True, allow_unused=True)
    first = [a if a is not None else b for a, b in zip(first, zero)]
    squares = sum((g * g).sum() for g in first)
    second = zero[0]
    if squares.requires_grad:
        second = torch.autograd.grad(squares, inputs[0], allow_unused=True)[0]
        second = zero[0] if second is None else second
    print("  {group = %r,\n    code = [=[%s]=]," % (group, lua))
    print("    inputs = {%s}," % ", ".join("{%s}" % ", ".join(map(str, s)) for s in shapes))
    print("    shape = {%s}," % ", ".join(map(str, result.shape)))
    print("    result = %s," % lua_list(result))
    for i, g in enumerate(first):
        print("    grad%d = %s," % (i + 1, lua_list(g)))
    print("    second = %s," % lua_list(second))
    print("  },")
print("}")
