"""Records gradients where functions have kinks, ties and poles:
python3 spec/record/kinks.py > spec/data/kinks.lua
"""

import math

import torch

nan, inf = math.nan, math.inf
F = torch.nn.functional
T = torch.tensor



def slope(value, of):  # derived again by the recorder
    return torch.autograd.grad(value.sum(), of, create_graph=True)[0]


EDGE = [-2.0, -1.0, -0.0, 0.0, 1.0, 2.0, 3.0]

# Lua with inputs a, b; the same in Python; the inputs
cases = [
    ("a:relu()", lambda a: a.relu(), EDGE),
    ("a:abs()", lambda a: a.abs(), EDGE),
    ("a:sign()", lambda a: a.sign(), EDGE),
    ("a:clamp(-1, 2)", lambda a: a.clamp(-1, 2), EDGE + [nan]),
    ("a:clamp{min = 0}", lambda a: a.clamp(min=0), EDGE + [nan]),
    ("a:clamp{max = 1}", lambda a: a.clamp(max=1), EDGE + [nan]),
    ("a:clamp(2, -1)", lambda a: a.clamp(2, -1), EDGE),
    ("nn.functional.hardtanh(a)", lambda a: F.hardtanh(a), EDGE),
    ("nn.functional.relu6(a * 3)", lambda a: F.relu6(a * 3), EDGE),
    ("nn.functional.leaky_relu(a, 0.1)", lambda a: F.leaky_relu(a, 0.1), EDGE),
    ("nn.functional.elu(a)", lambda a: F.elu(a), EDGE),
    ("nn.functional.hardswish(a * 3)", lambda a: F.hardswish(a * 3), [-1.0, 0.0, 1.0]),
    ("nn.functional.hardsigmoid(a * 3)", lambda a: F.hardsigmoid(a * 3), [-1.0, 1.0]),
    ("nn.functional.softplus(a * 10)", lambda a: F.softplus(a * 10), [-2.0, 0.0, 2.0, 3.0]),
    ("nn.functional.hardshrink(a)", lambda a: F.hardshrink(a), [-0.5, 0.5, 0.7, nan, 0.1, 2.0, nan, 1.0]),
    ("nn.functional.softshrink(a)", lambda a: F.softshrink(a), [-0.5, 0.5, 0.7, nan, 0.1, 2.0, nan, 1.0]),
    ("slope(nn.functional.elu(a, 0.5), a)", lambda a: slope(F.elu(a, 0.5), a), EDGE),
    ("slope(nn.functional.celu(a, 0.5), a)", lambda a: slope(F.celu(a, 0.5), a), EDGE),
    ("slope(a:prelu(b), a)", lambda a, b: slope(a.prelu(b), a), EDGE, [0.25]),
    ("slope(a:prelu(b), b)", lambda a, b: slope(a.prelu(b), b), EDGE, [0.25]),
    ("slope(nn.functional.selu(a), a)", lambda a: slope(F.selu(a), a), EDGE),
    ("slope(nn.functional.softplus(a, 2, 1), a)", lambda a: slope(F.softplus(a, 2, 1), a), [-1.0, 0.25, 0.5, 1.0]),
    ("(a:max())", lambda a: a.max(), [1.0, 3.0, 3.0, 2.0, 3.0]),
    ("(a:min())", lambda a: a.min(), [1.0, 3.0, 1.0, 2.0]),
    ("(a:max(1))", lambda a: a.max(0).values, [1.0, 3.0, 3.0, 2.0]),
    ("(a:min(1))", lambda a: a.min(0).values, [1.0, 1.0, 3.0]),
    ("a:amax()", lambda a: a.amax(), [1.0, 3.0, 3.0, 2.0, 3.0]),
    ("a:amin(1)", lambda a: a.amin(0), [1.0, 3.0, 1.0, 1.0]),
    ("tensor.maximum(a, b)", torch.maximum, [1.0, 2.0, nan], [1.0, 3.0, 0.0]),
    ("tensor.minimum(a, b)", torch.minimum, [1.0, 2.0, nan], [1.0, 3.0, 0.0]),
    ("a:var{correction = 3}", lambda a: a.var(correction=3), [1.0, 2.0, 3.0]),
    ("a:var{dim = 1, correction = 5}", lambda a: a.var(dim=0, correction=5), [1.0, 2.0, 4.0]),
    ("a:std{dim = 1, correction = 5}", lambda a: a.std(dim=0, correction=5), [1.0, 2.0, 4.0]),
    ("a:norm()", lambda a: a.norm(), [0.0, 0.0]),
    ("a:norm(1)", lambda a: a.norm(1), [0.0, -1.0, 2.0]),
    ("a:norm(3)", lambda a: a.norm(3), [0.0, 0.0]),
    ("a:norm(math.huge)", lambda a: a.norm(inf), [2.0, -2.0, 1.0]),
    ("a:norm(-math.huge)", lambda a: a.norm(-inf), [2.0, -1.0, 1.0]),
    ("a:norm(0)", lambda a: a.norm(0), [0.0, -1.0, 2.0]),
    ("a:sqrt()", lambda a: a.sqrt(), [0.0, 4.0, -1.0, inf]),
    ("a:rsqrt()", lambda a: a.rsqrt(), [0.0, 4.0]),
    ("a:log()", lambda a: a.log(), [0.0, 1.0, -1.0]),
    ("a:reciprocal()", lambda a: a.reciprocal(), [0.0, -0.0, 2.0]),
    ("a ^ 0", lambda a: a ** 0, [0.0, 2.0, -1.0, nan]),
    ("a ^ 0.5", lambda a: a ** 0.5, [0.0, 4.0]),
    ("a ^ 1", lambda a: a ** 1, [0.0, -2.0]),
    ("a ^ 2", lambda a: a ** 2, [0.0, -2.0, inf]),
    ("a ^ -1", lambda a: a ** -1, [0.0, 2.0]),
    ("a:pow(b)", lambda a, b: a.pow(b), [0.0, 0.0, 2.0, -2.0, 0.0, 1.0], [0.0, 2.0, 3.0, 2.0, 1.0, 0.0]),
    ("tensor.pow(0, a)", lambda a: torch.pow(0, a), [0.0, 1.0, 2.0]),
    ("tensor.pow(2, a)", lambda a: torch.pow(2, a), [0.0, 1.0, -1.0]),
    ("tensor.where(a:gt(0), a, a:log() * 0)", lambda a: torch.where(a > 0, a, a.log() * 0), [-1.0, 0.0, 2.0]),
    ("tensor.where(a:gt(0), a:sqrt(), tensor.zeros_like(a))",
     lambda a: torch.where(a > 0, a.sqrt(), torch.zeros_like(a)), [-1.0, 0.0, 4.0]),
    ("a:atan2(b)", lambda a, b: torch.atan2(a, b), [0.0, 1.0], [0.0, 0.0]),
    ("a:acos()", lambda a: a.acos(), [-1.0, 0.0, 1.0]),
    ("a:tan()", lambda a: a.tan(), [0.0, 1.0]),
    ("a:floor()", lambda a: a.floor(), EDGE),
    ("a:round()", lambda a: a.round(), EDGE),
    ("a:frac()", lambda a: a.frac(), EDGE),
    ("a % 2", lambda a: a % 2, EDGE),
    ("a:fmod(2)", lambda a: a.fmod(2), EDGE),
    ("a:remainder(b)", lambda a, b: a.remainder(b), [3.0, -3.0, 5.5], [2.0, 2.0, -2.0]),
    ("a:prod()", lambda a: a.prod(), [0.0, 2.0, 3.0]),
    ("a:prod()", lambda a: a.prod(), [0.0, 0.0, 3.0]),
    ("a:cumprod(1)", lambda a: a.cumprod(0), [2.0, 0.0, 3.0, 0.0]),
    ("(a:sort())", lambda a: a.sort().values, [2.0, 1.0, 2.0]),
    ("a:std()", lambda a: a.std(), [2.0, 2.0, 2.0]),
    ("a:var()", lambda a: a.var(), [2.0, 2.0]),
    ("a:logsumexp(1)", lambda a: a.logsumexp(0), [-inf, -inf]),
    ("a:logsumexp(1)", lambda a: a.logsumexp(0), [inf, 1.0]),
    ("a:softmax(1)", lambda a: a.softmax(0), [-inf, 1.0, 2.0]),
    ("a:nan_to_num(0)", lambda a: a.nan_to_num(0), [nan, inf, 1.0]),
    ("nn.functional.l1_loss(a, b)", lambda a, b: F.l1_loss(a, b), [1.0, 2.0], [1.0, 1.0]),
]


def number(x):
    if math.isnan(x):
        return "nan"
    if math.isinf(x):
        return "inf" if x > 0 else "-inf"
    return repr(x)


def numbers(t):
    values = t if isinstance(t, list) else t.detach().reshape(-1).tolist()
    return "{" + ", ".join(number(v) for v in values) + "}"


print(f"-- Recorded by spec/record/kinks.py with PyTorch {torch.__version__.split('+')[0]}.")
print("local inf, nan = math.huge, 0 / 0 -- luacheck: ignore\nreturn {")
for lua, f, *inputs in cases:
    leaves = [T(values, dtype=torch.float64, requires_grad=True) for values in inputs]
    out = f(*leaves)
    seed = torch.arange(1, out.numel() + 1, dtype=torch.float64).reshape(out.shape)
    grads = torch.autograd.grad(out, leaves, seed, materialize_grads=True)
    print(f"  {{[[{lua}]], {{{', '.join(numbers(v) for v in inputs)}}}, {numbers(out)},")
    print(f"    {{{', '.join(numbers(g) for g in grads)}}}}},")
print("}")
