"""Records what PyTorch computes for the cases of the op table: python3 spec/record/ops.py

A case names the row of tensor/ops.def, the Lua expression, the PyTorch expression and its inputs a,
b, c, d. Inputs are spelled as kind and sizes, and made alike on both sides (spec/ops/inputs.lua):

  f2x3    numbers from -2 to 2          u2x3    from -0.95 to 0.95       g2x3   from 0.1 to 2.1
  b2x3    booleans                      i2x3:lo:hi  int64 from lo to hi  (i8, i16, i32, u8: others)
  p4:5    positions from 1 to 5; PyTorch gets them from 0
  =x,y,.. these very float64 numbers    f:  a number without dimensions

Positions in results: the PyTorch expression adds 1. Gradients are those of the sum of each float
result times numbers from the same stream.
"""

import math
import sys

import torch
import torch.nn.functional as F

from lcg import Numbers, header, lua_list

torch.set_default_dtype(torch.float32)
inf, nan = math.inf, math.nan
out = sys.stdout
INTS = {"i": torch.int64, "i8": torch.int8, "i16": torch.int16, "i32": torch.int32, "u8": torch.uint8}


def make(spec, numbers):
    if spec[0] == "=":
        return torch.tensor([float(v) for v in spec[1:].split(",")], dtype=torch.float64)
    head, *limits = spec.split(":")
    kind = head.rstrip("0123456789x") if head[0] not in "iu" or head[0] == "u" and head[:2] != "u8" else None
    if kind is None:  # int kinds carry their width before a dash: i8-2x3
        kind, _, sizes = head.partition("-") if "-" in head else (head[0], "", head[1:])
    else:
        sizes = head[len(kind):]
    shape = [int(s) for s in sizes.split("x") if s != ""]
    count = math.prod(shape)
    if kind in INTS or kind == "p":
        lo, hi = (1, int(limits[0])) if kind == "p" else (int(limits[0]), int(limits[1]))
        values = [math.floor((numbers.number() + 1) / 2 * (hi - lo + 1)) + lo for _ in range(count)]
        t = torch.tensor(values, dtype=INTS.get(kind, torch.int64)).reshape(shape)
        return t - 1 if kind == "p" else t
    values = [numbers.number() for _ in range(count)]
    if kind == "b":
        return torch.tensor([v > 0 for v in values], dtype=torch.bool).reshape(shape)
    values = {"f": [v * 2 for v in values], "u": [v * 0.95 for v in values],
              "g": [v + 1.1 for v in values]}[kind]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def name(dtype):
    return str(dtype).replace("torch.", "")


def seed_of(lua, inputs):
    """From the text of a case, so that a new case leaves the others as they are."""
    seed = 0
    for byte in " ".join([lua, *inputs]).encode():
        seed = (seed * 31 + byte) % 2**32
    return seed


def emit(row, lua, expression, inputs):
    numbers = Numbers(seed_of(lua, inputs))
    args = [make(s, numbers) for s in inputs]
    for t in args:
        if t.is_floating_point():
            t.requires_grad_()
    names = dict(zip("abcd", args))
    result = eval(expression, {**globals(), **names})
    results = list(result) if isinstance(result, (tuple, list)) else [result]
    out.write("  {op = %s, lua = %s, inputs = {%s}, results = {\n" % (
        quoted(row), quoted(lua), ", ".join(quoted(s) for s in inputs)))
    total = None
    for r in results:
        if not torch.is_tensor(r):
            out.write("    {value = %s},\n" % str(r).lower())
            continue
        shape = ", ".join(str(s) for s in r.shape)
        out.write("    {shape = {%s}, dtype = %s,\n      %s},\n" % (shape, quoted(name(r.dtype)), values(r)))
        if r.is_floating_point() and r.requires_grad:
            seed = numbers.tensor(*r.shape).to(r.dtype)
            total = (r * seed).sum() if total is None else total + (r * seed).sum()
    if total is not None:
        leaves = [t for t in args if t.is_floating_point()]
        grads = torch.autograd.grad(total, leaves, allow_unused=True)
        out.write("  }, grads = {\n")
        for t, g in zip(leaves, grads):
            out.write("    %s,\n" % values(g if g is not None else torch.zeros_like(t)))
    out.write("  }},\n")


def values(t):
    text = lua_list(t.to(torch.float64)) if t.dtype != torch.int64 else lua_list(t)
    return text


def quoted(s):
    return '"' + s.replace('"', '\\"') + '"'


cases = []


def case(row, lua, expression, *inputs):
    cases.append((row, lua, expression, inputs))


def method(row, args="", torch_name=None, inputs=("f2x3",), torch_args=None):
    """The same call on both sides: a:row(args) and torch.row(a, args)."""
    torch_args = args if torch_args is None else torch_args
    sep = ", " if torch_args else ""
    case(row, "a:%s(%s)" % (row, args), "torch.%s(a%s%s)" % (torch_name or row, sep, torch_args), *inputs)


# ---- pointwise: arithmetic
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

# ---- pointwise: one operand
EDGE = "=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"
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

# ---- activations
for row, args, targs in [("leaky_relu", "", ""), ("leaky_relu", ", 0.2", ", 0.2"), ("elu", "", ""),
                         ("elu", ", 1.5", ", 1.5"), ("silu", "", ""), ("softplus", "", ""),
                         ("softplus", ", 2, 1", ", 2, 1"), ("logsigmoid", "", ""), ("gelu", "", ""),
                         ("gelu", ', "tanh"', ', approximate="tanh"'), ("hardtanh", "", ""),
                         ("hardtanh", ", -0.5, 0.7", ", -0.5, 0.7"), ("relu6", "", ""),
                         ("hardsigmoid", "", ""), ("hardswish", "", "")]:
    case(row, "nn.functional.%s(a%s)" % (row, args), "F.%s(a%s)" % (row, targs), "f3x4")
case("logsigmoid", "nn.functional.logsigmoid(a)", "F.logsigmoid(a)", "=-800,800,0")
case("clamp", "a:clamp{min = 0}", "a.clamp(min=0)", "f3x4")
case("clamp", "a:clamp(-0.5, 0.5)", "a.clamp(-0.5, 0.5)", "f3x4")
case("clamp", "a:clamp{max = 1}", "a.clamp(max=1)", "i6:-3:3")
case("clamp", "a:clamp(0.5)", "a.clamp(0.5)", "i6:-3:3")
case("clamp", "a:clamp(b, c)", "torch.clamp(a, b, c)", "f3x4", "u4", "g3x1")
case("clamp", "a:clamp(-1, 1)", "a.detach().clamp(-1, 1)", EDGE)
method("clamp_min", "0.3", inputs=("f2x3",))
method("clamp_max", "0.3", inputs=("f2x3",))
case("clamp", "a:clip(-1, 1)", "torch.clip(a, -1, 1)", "f6")

# ---- comparison and logic
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

# ---- views
for row, lua, py in [
    ("view", "a:view(3, -1)", "a.view(3, -1)"), ("view", "a:view({6, 4})", "a.view(6, 4)"),
    ("reshape", "a:transpose(1, 2):reshape(4, 6)", "a.transpose(0, 1).reshape(4, 6)"),
    ("flatten", "a:flatten()", "a.flatten()"), ("flatten", "a:flatten(2)", "a.flatten(1)"),
    ("flatten", "a:flatten(1, 2)", "a.flatten(0, 1)"),
    ("unflatten", "a:unflatten(3, 2, -1)", "a.unflatten(2, (2, -1))"),
    ("squeeze", "a:unsqueeze(1):squeeze()", "a.unsqueeze(0).squeeze()"),
    ("squeeze", "a:unsqueeze(2):squeeze(2)", "a.unsqueeze(1).squeeze(1)"),
    ("unsqueeze", "a:unsqueeze(-1)", "a.unsqueeze(-1)"),
    ("transpose", "a:transpose(1, -1)", "a.transpose(0, -1)"), ("t", "a[1]:t()", "a[0].t()"),
    ("mT", "a.mT", "a.mT"), ("permute", "a:permute(3, 1, 2)", "a.permute(2, 0, 1)"),
    ("movedim", "a:movedim(1, -1)", "a.movedim(0, -1)"),
    ("expand", "a[{{1, 1}}]:expand(5, -1, 4)", "a[0:1].expand(5, -1, 4)"),
    ("expand_as", "a[{1, 1}]:expand_as(a)", "a[0, 0].expand_as(a)"),
    ("view_as", "a:view_as(a:flatten())", "a.view_as(a.flatten())"),
    ("reshape_as", "a:reshape_as(a:flatten())", "a.reshape_as(a.flatten())"),
    ("select", "a:select(2, -1)", "a.select(1, -1)"), ("select", "a:select(3, 2)", "a.select(2, 1)"),
    ("narrow", "a:narrow(3, 2, 2)", "a.narrow(2, 1, 2)"),
    ("slice", "a[{{}, {2, 3}, {1, -1, 2}}]", "a[:, 1:3, ::2]"),
    ("diagonal", "a:diagonal(1, 2, 3)", "a.diagonal(1, 1, 2)"), ("diagonal", "a:diagonal(-1)", "a.diagonal(-1)"),
    ("unfold", "a:unfold(3, 2, 1)", "a.unfold(2, 2, 1)"),
    ("as_strided", "a:as_strided({2, 2}, {5, 3}, 1)", "a.as_strided((2, 2), (5, 3), 1)"),
    ("as_strided", "a:as_strided({3, 3}, {1, 1})", "a.as_strided((3, 3), (1, 1))"),
    ("strided", "tensor._ops.strided(a, {2}, {3}, 2)", "a.as_strided((2,), (3,), 2)"),
    ("split", "table.unpack(a:split(2, 2))", "a.split(2, 1)"),
    ("split", "table.unpack(a:split({1, 3}, 3))", "a.split([1, 3], 2)"),
    ("chunk", "table.unpack(a:chunk(3, 3))", "a.chunk(3, 2)"), ("unbind", "table.unpack(a:unbind(2))", "a.unbind(1)"),
    ("broadcast_to", "a[1]:broadcast_to(2, 3, 4)", "a[0].broadcast_to(2, 3, 4)"),
    ("clone", "a:clone()", "a.clone()"), ("contiguous", "a:transpose(1, 2):contiguous()", "a.transpose(0, 1).contiguous()"),
    ("detach", "a:detach()", "a.detach()"), ("alias", "tensor._ops.alias(a)", "a.view_as(a)"),
    ("swap", "a:swapaxes(1, 2)", "a.swapaxes(0, 1)"), ("swap", "a:ravel()", "a.ravel()"),
]:
    case({"swap": "transpose"}.get(row, row), lua, py, "f2x3x4")
case("strided_scatter", "tensor._ops.strided_scatter(a, b, {2}, {3}, 1)",
     "a.index_copy(0, torch.tensor([1, 4]), b)", "f6", "f2")  # the gradient of PyTorch's own is wrong

# ---- creation and copies
for row, lua, py in [
    ("full", "tensor.full({2, 3}, 7)", "torch.full((2, 3), 7)"), ("full", "tensor.full({2}, 1.5)", "torch.full((2,), 1.5)"),
    ("full", "tensor.full({2}, true)", "torch.full((2,), True)"), ("zeros", "tensor.zeros(2, 0)", "torch.zeros(2, 0)"),
    ("zeros", 'tensor.zeros({2}, {dtype = "int32"})', "torch.zeros(2, dtype=torch.int32)"),
    ("ones", "tensor.ones()", "torch.ones(())"), ("arange", "tensor.arange(5)", "torch.arange(5)"),
    ("arange", "tensor.arange(1, 2, 0.25)", "torch.arange(1, 2, 0.25)"), ("arange", "tensor.arange(5, 0, -2)", "torch.arange(5, 0, -2)"),
    ("linspace", "tensor.linspace(0, 1, 5)", "torch.linspace(0, 1, 5)"), ("linspace", "tensor.linspace(2, 3, 1)", "torch.linspace(2, 3, 1)"),
    ("eye", "tensor.eye(3)", "torch.eye(3)"), ("eye", 'tensor.eye(2, 4, {dtype = "int64"})', "torch.eye(2, 4, dtype=torch.int64)"),
]:
    case(row, lua, py)
for row, extra in [("zeros_like", ""), ("ones_like", ""), ("full_like", "3"), ("new_zeros", "{2, 2}"),
                   ("new_ones", "{2, 2}"), ("new_full", "{2, 2}, 5")]:
    py = {"full_like": "torch.full_like(a, 3)", "new_zeros": "a.new_zeros((2, 2))", "new_ones": "a.new_ones((2, 2))",
          "new_full": "a.new_full((2, 2), 5)"}.get(row, "torch.%s(a)" % row)
    case(row, "a:%s(%s)" % (row, extra), py, "i2x3:0:3")
case("copy", "tensor._ops.copy(a)", "a.clone()", "f2x3")
for dtype in ["float32", "int64", "int32", "uint8", "bool", "float16", "bfloat16", "int8", "int16"]:
    case("to_dtype", 'a:to("%s")' % dtype, "a.detach().to(torch.%s)" % dtype, "=0,1,2.5,-0.0,100.75,0.1,3.999")
case("to_dtype", 'a:to("float32"):to("float64")', "a.to(torch.float32).to(torch.float64)", "f4")
case("fill", "(a * 1):fill_(3)", "(a * 1).fill_(3)", "f2x3")
case("fill", "(a * 1):fill_(b)", "(a * 1).fill_(b)", "f2x3", "f:")
case("zero", "(a * 1):zero_()", "(a * 1).zero_()", "f2x3")
case("copy_from", "(a * 1):copy_(b)", "(a * 1).copy_(b)", "f2x3", "f3")

# ---- reductions
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

# ---- scans and sorting
for row in ["cumsum", "cumprod"]:
    case(row, "a:%s(2)" % row, "a.%s(1)" % row, "f2x4")
    case(row, "a:%s(1)" % row, "a.%s(0)" % row, "i3x2:-3:3")
case("cumprod", "a:cumprod(1)", "a.cumprod(0)", "=2,0,3,0,4")
sorting = "(lambda r: (r.values, r.indices + 1))(%s)"
case("sort", "a:sort()", sorting % "a.sort()", "f2x5")
case("sort", "a:sort(1, true)", sorting % "a.sort(0, True)", "f3x2")
case("sort", "a:sort{stable = true}", sorting % "a.sort(stable=True)", "i8:0:2")
case("sort", "a:sort()", sorting % "a.detach().sort()", "=3,nan,1,-inf,inf")
case("argsort", "a:argsort(2, true)", "a.argsort(1, True) + 1", "f2x5")
case("topk", "a:topk(2)", sorting % "a.topk(2)", "f3x5")
case("topk", "a:topk(2, 1, false)", sorting % "a.topk(2, 0, False)", "f3x5")
case("flip", "a:flip(1, 2)", "a.flip(0, 1)", "f2x3")
case("roll", "a:roll(1)", "a.roll(1)", "f2x3")
case("roll", "a:roll({1, -1}, {1, 2})", "a.roll((1, -1), (0, 1))", "f2x3")

# ---- matrix products
case("mm", "a:mm(b)", "a.mm(b)", "f2x3", "f3x4")
case("bmm", "a:bmm(b)", "a.bmm(b)", "f2x2x3", "f2x3x2")
for x, y in [("f3", "f3"), ("f2x3", "f3"), ("f3", "f3x2"), ("f2x3", "f3x4"), ("f2x2x3", "f3x2"), ("f2x3", "f2x3x2"),
             ("f2x1x2x3", "f3x3x2"), ("f0x3", "f3x2"), ("f2x0", "f0x3")]:
    case("matmul", "a:matmul(b)", "a.matmul(b)", x, y)
case("matmul", "a:matmul(b)", "a.matmul(b)", "i2x3:-5:5", "i3x2:-5:5")
case("matmul", "a.T:matmul(b.T)", "a.T.matmul(b.T)", "f3x2", "f4x3")
case("mv", "a:mv(b)", "a.mv(b)", "f2x3", "f3")
case("dot", "a:dot(b)", "a.dot(b)", "f4", "f4")
case("outer", "a:outer(b)", "a.outer(b)", "f2", "f3")
case("addmm", "a:addmm(b, c)", "a.addmm(b, c)", "f2x2", "f2x3", "f3x2")
case("addmm", "a:addmm(b, c, 0.5, 2)", "a.addmm(b, c, beta=0.5, alpha=2)", "f2", "f2x3", "f3x2")
case("baddbmm", "a:baddbmm(b, c)", "a.baddbmm(b, c)", "f2x2x2", "f2x2x3", "f2x3x2")
case("linear", "nn.functional.linear(a, b, c)", "F.linear(a, b, c)", "f2x3", "f4x3", "f4")
case("linear", "nn.functional.linear(a, b)", "F.linear(a, b)", "f2x2x3", "f4x3")
for eq, ins in [("ij,jk->ik", ("f2x3", "f3x2")), ("bij,bjk", ("f2x2x3", "f2x3x2")), ("ii->i", ("f3x3",)), ("ij->", ("f2x3",)),
                ("...ij,kj->...ik", ("f2x2x3", "f2x3")), ("i,j->ij", ("f2", "f3"))]:
    names = ", ".join("abcd"[:len(ins)])
    case("einsum", 'tensor.einsum("%s", %s)' % (eq, names), 'torch.einsum("%s", %s)' % (eq, names), *ins)

# ---- indexing
case("index", "a[b]", "a[b]", "f4x2", "p3:4")
case("index", "a[{b, c}]", "a[b, c]", "f4x3", "p2:4", "p2:3")
case("index", "a[{{}, b}]", "a[:, b]", "f2x4", "p2x2:4")
case("index", "a[b]", "a[b]", "f2x3", "b2x3")
case("index_put", "(function() local z = a * 1; z[b] = c; return z end)()",
     "a.index_put((b,), c)", "f4x2", "p1:4", "f1x2")
case("index_select", "a:index_select(2, b)", "a.index_select(1, b)", "f2x4", "p3:4")
case("index_add", "a:index_add(1, b, c)", "a.index_add(0, b, c)", "f4x2", "p3:4", "f3x2")
case("index_add", "a:index_add(1, b, c, 2)", "a.index_add(0, b, c, alpha=2)", "f4x2", "p3:4", "f3x2")
case("index_copy", "a:index_copy(1, b, c)", "a.index_copy(0, b, c)", "f4x2", "p1:4", "f1x2")
case("index_fill", "a:index_fill(1, b, 9)", "a.index_fill(0, b, 9)", "f4x2", "p2:4")
case("gather", "a:gather(2, b)", "a.gather(1, b)", "f2x4", "p2x3:4")
case("scatter", "a:scatter(1, b, c)", "a.scatter(0, b, c)", "f4", "p1:4", "f1")
case("scatter", "a:scatter(1, b, 3)", "a.scatter(0, b, 3)", "f4", "p2:4")
case("scatter_add", "a:scatter_add(1, b, c)", "a.scatter_add(0, b, c)", "f4", "p6:4", "f6")
case("embedding", "nn.functional.embedding(a, b)", "F.embedding(a, b)", "p2x3:4", "f4x2")
case("embedding", "nn.functional.embedding(a, b, 2)", "F.embedding(a, b, padding_idx=1)", "p2x3:4", "f4x2")
case("masked_select", "a:masked_select(b)", "a.masked_select(b)", "f2x3", "b3")
case("nonzero", "a:nonzero()", "a.nonzero() + 1", "i2x3:0:1")
case("one_hot", "nn.functional.one_hot(a, 4)", "F.one_hot(a, 4)", "p3:4")
for row in ["tril", "triu"]:
    case(row, "a:%s()" % row, "a.%s()" % row, "f3x4")
    case(row, "a:%s(-1)" % row, "a.%s(-1)" % row, "f2x3x3")
case("diag", "a:diag()", "a.diag()", "f3")
case("diag", "a:diag(1)", "a.diag(1)", "f3x4")
case("diag_embed", "a:diag_embed()", "a.diag_embed()", "f2x3")

# ---- joining
case("cat", "tensor.cat({a, b}, 2)", "torch.cat([a, b], 1)", "f2x3", "f2x1")
case("cat", "tensor.cat{a, b}", "torch.cat([a, b])", "i2:0:9", "f3")
case("stack", "tensor.stack({a, b}, -1)", "torch.stack([a, b], -1)", "f2x3", "f2x3")
case("tile", "a:tile(2, 1, 2)", "a.tile(2, 1, 2)", "f2x3")
case("repeat_sizes", 'a["repeat"](a, 2, 1, 2)', "a.repeat(2, 1, 2)", "f2x3")
case("repeat_interleave", "a:repeat_interleave(2)", "a.repeat_interleave(2)", "f2x2")
case("repeat_interleave", "a:repeat_interleave(b, 1)", "a.repeat_interleave(b, 0)", "f3x2", "i3:0:3")
case("meshgrid", "table.unpack(tensor.meshgrid{a, b})", 'torch.meshgrid(a, b, indexing="ij")', "f2", "f3")
case("meshgrid", 'table.unpack(tensor.meshgrid({a, b}, "xy"))', 'torch.meshgrid(a, b, indexing="xy")', "f2", "f3")
case("hstack", "tensor.hstack{a, b}", "torch.hstack([a, b])", "f2x3", "f2x1")
case("vstack", "tensor.vstack{a, b}", "torch.vstack([a, b])", "f3", "f2x3")

# ---- softmax, norms, losses
for row in ["softmax", "log_softmax"]:
    case(row, "a:%s(2)" % row, "a.%s(1)" % row, "f2x4")
    case(row, "a:%s(1)" % row, "a.%s(0)" % row, "f2x4")
case("softmax", "a:softmax(1)", "a.softmax(0)", "=1,-inf,3")
case("layer_norm", "nn.functional.layer_norm(a, {4}, b, c)", "F.layer_norm(a, (4,), b, c)", "f3x4", "f4", "f4")
case("layer_norm", "nn.functional.layer_norm(a, {3, 2})", "F.layer_norm(a, (3, 2))", "f2x3x2")
case("batch_norm", "nn.functional.batch_norm(a, nil, nil, b, c, true)", "F.batch_norm(a, None, None, b, c, True)", "f4x3", "f3", "f3")
case("batch_norm", "nn.functional.batch_norm(a, b:detach(), c:detach())", "F.batch_norm(a, b.detach(), c.detach())", "f4x3x2", "f3", "g3")
for reduction in ["mean", "sum", "none"]:
    opt = '{reduction = "%s"}' % reduction
    py = 'reduction="%s"' % reduction
    case("cross_entropy", "nn.functional.cross_entropy(a, b, %s)" % opt, "F.cross_entropy(a, b, %s)" % py, "f4x3", "p4:3")
    case("cross_entropy", "nn.functional.cross_entropy(a, b, c:detach(), %s)" % opt, "F.cross_entropy(a, b, c.detach(), %s)" % py, "f4x3", "p4:3", "g3")
    case("nll_loss", "nn.functional.nll_loss(a, b, %s)" % opt, "F.nll_loss(a, b, %s)" % py, "f4x3", "p4:3")
    case("mse_loss", "nn.functional.mse_loss(a, b, %s)" % opt, "F.mse_loss(a, b, %s)" % py, "f4x3", "f4x3")
    case("l1_loss", "nn.functional.l1_loss(a, b, %s)" % opt, "F.l1_loss(a, b, %s)" % py, "f4x3", "f4x3")
    case("binary_cross_entropy", "nn.functional.binary_cross_entropy(a:sigmoid(), b:sigmoid():detach(), nil, %s)" % opt,
         "F.binary_cross_entropy(a.sigmoid(), b.sigmoid().detach(), %s)" % py, "f4x3", "f4x3")
    case("binary_cross_entropy_with_logits", "nn.functional.binary_cross_entropy_with_logits(a, b:sigmoid():detach(), nil, nil, %s)" % opt,
         "F.binary_cross_entropy_with_logits(a, b.sigmoid().detach(), %s)" % py, "f4x3", "f4x3")
case("cross_entropy", "nn.functional.cross_entropy(a, b, {label_smoothing = 0.1})", "F.cross_entropy(a, b, label_smoothing=0.1)", "f4x3", "p4:3")
case("cross_entropy", "nn.functional.cross_entropy(a, b:softmax(2))", "F.cross_entropy(a, b.softmax(1))", "f4x3", "f4x3")
case("cross_entropy", "nn.functional.cross_entropy(a, b)", "F.cross_entropy(a, b)", "f2x3x2", "p2x2:3")

header("ops.py")
print("local inf, nan = math.huge, 0 / 0")
print("return {")
for row, lua, expression, inputs in cases:
    emit(row, lua, expression, inputs)
print("}")
