"""Records distributions: python3 spec/record/distributions.py > spec/data/distributions.lua

A case is a constructor in Lua and in PyTorch over the parameters a, b (float64, requiring gradients)
and values to ask for. Recorded are log_prob at the values, its gradients with respect to the
parameters (for the sum), entropy, cdf, mean, variance and mode where PyTorch has them, and icdf at
fixed probabilities. Categories count from 1 in Lua: such values carry a shift.
"""

import warnings

import torch
from torch import distributions as D

from lcg import Numbers, header, lua_list

torch.set_default_dtype(torch.float64)
warnings.filterwarnings("ignore")
numbers = Numbers(7)


def positive(*shape):
    return numbers.tensor(*shape) + 1.5


def real(*shape):
    return numbers.tensor(*shape, scale=2.0)


def unit(*shape):
    return numbers.tensor(*shape) * 0.45 + 0.5


def simplex(*shape):
    return torch.softmax(real(*shape), -1)


def spd(n):
    a = real(n, n)
    return a @ a.T + torch.eye(n)


T = torch.tensor
p1, p2, r1, r2 = positive(3), positive(3), real(3), real(3)
cases = [
    ("Normal(a, b)", lambda a, b: D.Normal(a, b), (r1, p1), real(2, 3)),
    ("Normal(0.5, 2)", lambda: D.Normal(0.5, 2.0), (), real(4)),
    ("Uniform(a, b)", lambda a, b: D.Uniform(a, b), (real(3) - 3, real(3) + 3), real(2, 3) * 0.4),
    ("Exponential(a)", lambda a: D.Exponential(a), (p1,), positive(2, 3)),
    ("Laplace(a, b)", lambda a, b: D.Laplace(a, b), (r1, p1), real(2, 3)),
    ("Poisson(a)", lambda a: D.Poisson(a), (p1,), T([0., 2., 5.])),
    ("Gamma(a, b)", lambda a, b: D.Gamma(a, b), (p1, p2), positive(2, 3)),
    ("Beta(a, b)", lambda a, b: D.Beta(a, b), (p1 + 0.5, p2 + 0.5), unit(2, 3)),
    ("Dirichlet(a)", lambda a: D.Dirichlet(a), (positive(2, 3) + 0.5,), simplex(4, 2, 3)),
    ("Bernoulli(a)", lambda a: D.Bernoulli(a), (unit(3),), T([[0., 1., 1.], [1., 0., 0.]])),
    ("Bernoulli{logits = a}", lambda a: D.Bernoulli(logits=a), (r1,), T([0., 1., 1.])),
    ("Categorical(a)", lambda a: D.Categorical(a), (simplex(2, 4),), T([[0, 3], [1, 2]])),
    ("Categorical{logits = a}", lambda a: D.Categorical(logits=a), (real(4),), T([0, 3, 1])),
    ("OneHotCategorical(a)", lambda a: D.OneHotCategorical(a), (simplex(2, 3),), torch.eye(3)[[0, 2]]),
    ("Multinomial(5, a)", lambda a: D.Multinomial(5, a), (simplex(3),), T([[1., 4., 0.], [2., 2., 1.]])),
    ("Multinomial{total_count = 4, logits = a}", lambda a: D.Multinomial(4, logits=a), (real(2, 3),),
     T([[1., 3., 0.], [2., 1., 1.]])),
    ("LogNormal(a, b)", lambda a, b: D.LogNormal(a, b), (r1, p1), positive(2, 3)),
    ("MultivariateNormal(a, b)", lambda a, b: D.MultivariateNormal(a, b), (real(2, 3), spd(3)), real(4, 2, 3)),
    ("MultivariateNormal(a, {precision_matrix = b})",
     lambda a, b: D.MultivariateNormal(a, precision_matrix=b), (real(3), spd(3)), real(2, 3)),
    ("MultivariateNormal(a, {scale_tril = b})", lambda a, b: D.MultivariateNormal(a, scale_tril=b),
     (real(3), torch.linalg.cholesky(spd(3))), real(2, 3)),
    ("RelaxedBernoulli(0.7, a)", lambda a: D.RelaxedBernoulli(T(0.7), a), (unit(3),), unit(2, 3)),
    ("RelaxedOneHotCategorical(0.7, a)", lambda a: D.RelaxedOneHotCategorical(T(0.7), a), (simplex(2, 3),),
     simplex(2, 3)),
    ("Independent(D.Normal(a, b), 1)", lambda a, b: D.Independent(D.Normal(a, b), 1), (real(2, 3), positive(2, 3)),
     real(2, 3)),
    ("TransformedDistribution(D.Normal(a, b), {X.AffineTransform(1, -2), X.SigmoidTransform()})",
     lambda a, b: D.TransformedDistribution(D.Normal(a, b), [D.AffineTransform(1., -2.), D.SigmoidTransform()]),
     (r1, p1), unit(2, 3)),
    ("TransformedDistribution(D.Normal(a, b), X.StickBreakingTransform())",
     lambda a, b: D.TransformedDistribution(D.Normal(a, b), D.StickBreakingTransform()), (r1, p1), simplex(2, 4)),
]
pairs = [
    ("Normal", "(a, b)", (r1, p1)), ("Laplace", "(a, b)", (r2, p2)), ("Exponential", "(b)", (r1, p1)),
    ("Gamma", "(a:abs() + 1, b)", (r2, p2)), ("Beta", "(a:abs() + 1, b)", (r1, p2)),
    ("Uniform", "(a, a + b)", (r1, p1)), ("Poisson", "(b)", (r1, p1)), ("Bernoulli", "(b / 3)", (r1, p1)),
    ("Uniform", "(-b / 10 + 1, b + 1)", (r1, p2)), ("Beta", "(b, a:abs() + 2)", (r2, p1)),
    ("Normal", "(b, b)", (r2, p2)), ("Exponential", "(b + 1)", (r2, p2)), ("Uniform", "(a * 0, b * 0 + 1)", (r1, p1)),
    ("Dirichlet", "(b)", (r1, p1)), ("Dirichlet", "(b + 1)", (r1, p2)),
    ("Categorical", "(b)", (r1, p1)), ("Categorical", "{logits = a}", (r2, p1)),
    ("OneHotCategorical", "(b)", (r1, p1)), ("OneHotCategorical", "(b + 1)", (r1, p2)),
    ("LogNormal", "(a, b)", (r1, p1)), ("LogNormal", "(b, b)", (r2, p2)),
]
matrix1, matrix2 = spd(3), spd(3)


def field(name, value):
    value = value.detach()
    shape = ", ".join(map(str, value.shape))
    print("    %s = {shape = {%s},\n      %s}," % (name, shape, lua_list(value.to(torch.float64))))


def inputs(values):
    return ["{shape = {%s}, %s}" % (", ".join(map(str, v.shape)), lua_list(v)) for v in values]


def attempt(f):
    try:
        return f()
    except (NotImplementedError, AttributeError):
        return None


def emit(lua, make, parameters, value):
    leaves = [p.clone().requires_grad_() for p in parameters]
    d = make(*leaves)
    print("  {code = %r, inputs = {\n    %s}," % (lua, ",\n    ".join(inputs(leaves))))
    shift = 0 if value.is_floating_point() else 1
    field("value", value + shift)
    if shift:
        print("    positions = true,")
    log_prob = d.log_prob(value)
    field("log_prob", log_prob)
    if leaves:
        grads = torch.autograd.grad(log_prob.sum(), leaves, allow_unused=True)
        print("    grads = {\n    %s}," % ",\n    ".join(lua_list(g) for g in grads))
    for name, f in [("entropy", d.entropy), ("cdf", lambda: d.cdf(value)), ("mean", lambda: d.mean),
                    ("variance", lambda: d.variance), ("stddev", lambda: d.stddev), ("mode", lambda: d.mode),
                    ("icdf", lambda: d.icdf(torch.full(tuple(d.batch_shape), 0.3)))]:
        result = attempt(f)
        if result is not None:
            shift = 1 if name == "mode" and not result.is_floating_point() else 0
            field(name, result + shift)
    if d.has_enumerate_support:
        field("support", d.enumerate_support() + (1 if isinstance(d, D.Categorical) else 0))
    print("  },")


def python(text):
    return text.replace("{logits = a}", "(logits=a)").replace("a:abs()", "a.abs()")


header("distributions.py")
print("local inf, nan = math.huge, 0 / 0\nreturn {cases = {")
for case in cases:
    emit(*case)
print("}, divergences = {")
names = {name: getattr(D, name) for name, _, _ in pairs}
for pname, pargs, pvalues in pairs:
    for qname, qargs, qvalues in pairs:
        def make(name, args, values):
            return eval(name + python(args), dict(names), dict(a=values[0].clone(), b=values[1].clone()))
        p, q = make(pname, pargs, pvalues), make(qname, qargs, qvalues)
        try:
            value = D.kl_divergence(p, q)
        except NotImplementedError:
            continue
        print("  {p = %r, q = %r, inputs = {\n    %s},\n    %s}," % (
            pname + pargs, qname + qargs, ",\n    ".join(inputs(pvalues + qvalues)), lua_list(value)))
value = D.kl_divergence(D.MultivariateNormal(r1, matrix1), D.MultivariateNormal(r2, matrix2))
print("  {p = %r, q = %r, inputs = {\n    %s},\n    %s}," % (
    "MultivariateNormal(a, b)", "MultivariateNormal(a, b)", ",\n    ".join(inputs((r1, matrix1, r2, matrix2))),
    lua_list(value)))
print("}}")
