"""Records optimisers: python3 spec/record/optim.py > spec/data/optim.lua

The problem is one whose gradients are polynomials: parameters a (2, 3) and b (4), with
loss = sum(s * (a - t)^2) + sum((b * b - u)^2) + 0.1 * sum(a) * sum(b).

Every case runs twice: with one list of parameters, and with a group for each, where b has half the
rate and no gradient at every third step.  Optimisers that PyTorch lacks are written out below from
their papers, in NumPy.
"""

import math

import numpy as np
import torch

from lcg import Numbers, header, lua_list

torch.set_default_dtype(torch.float64)
optim = torch.optim


def problem():
    numbers = Numbers(7)
    a, b = numbers.tensor(2, 3).requires_grad_(), numbers.tensor(4).requires_grad_()
    s, t, u = numbers.tensor(2, 3).abs() + 0.5, numbers.tensor(2, 3), numbers.tensor(4)

    def loss(with_b=True):
        value = (s * (a - t) ** 2).sum()
        if with_b:
            value = value + ((b * b - u) ** 2).sum() + 0.1 * a.sum() * b.sum()
        return value

    return a, b, loss


class Written:
    """An optimiser as a formula: update(p, g, state, options) changes p and state."""

    def __init__(self, groups, **options):
        if not isinstance(groups[0], dict):
            groups = [dict(params=groups)]
        self.groups = [{**self.defaults, **options, **g} for g in groups]
        self.state = {}

    def zero_grad(self):
        for group in self.groups:
            for p in group["params"]:
                p.grad = None

    def step(self):
        for group in self.groups:
            for p in group["params"]:
                if p.grad is not None:
                    g = p.grad.numpy().copy()
                    if group["maximize"]:
                        g = -g
                    state = self.state.setdefault(p, dict(step=0))
                    state["step"] += 1
                    self.update(p.detach().numpy(), g, state, group)


class Lion(Written):
    """Chen et al. 2023, Symbolic Discovery of Optimization Algorithms, algorithm 2."""

    defaults = dict(lr=1e-4, betas=(0.9, 0.99), weight_decay=0, maximize=False)

    def update(self, p, g, state, o):
        beta1, beta2 = o["betas"]
        m = state.get("exp_avg", np.zeros_like(p))
        c = beta1 * m + (1 - beta1) * g
        p -= o["lr"] * (np.sign(c) + o["weight_decay"] * p)
        state["exp_avg"] = beta2 * m + (1 - beta2) * g


class LAMB(Written):
    """You et al. 2020, Large Batch Optimization for Deep Learning, algorithm 2."""

    defaults = dict(lr=1e-3, betas=(0.9, 0.999), eps=1e-6, weight_decay=0, bias_correction=True,
                    clamp_value=math.inf, maximize=False)

    def update(self, p, g, state, o):
        beta1, beta2 = o["betas"]
        m = state["exp_avg"] = beta1 * state.get("exp_avg", np.zeros_like(p)) + (1 - beta1) * g
        v = state["exp_avg_sq"] = beta2 * state.get("exp_avg_sq", np.zeros_like(p)) + (1 - beta2) * g * g
        if o["bias_correction"]:
            m, v = m / (1 - beta1 ** state["step"]), v / (1 - beta2 ** state["step"])
        r = m / (np.sqrt(v) + o["eps"]) + o["weight_decay"] * p
        size, length = min(np.linalg.norm(p), o["clamp_value"]), np.linalg.norm(r)
        p -= o["lr"] * (size / length if size > 0 and length > 0 else 1) * r


class LARS(Written):
    """You, Gitman, Ginsburg 2017, Large Batch Training of Convolutional Networks, algorithm 1, with
    SGD's momentum in PyTorch's form."""

    defaults = dict(lr=1e-3, momentum=0.9, dampening=0, weight_decay=0, nesterov=False,
                    trust_coefficient=1e-3, eps=0, maximize=False)

    def update(self, p, g, state, o):
        size, slope = np.linalg.norm(p), np.linalg.norm(g)
        rate = 1
        if size > 0 and slope > 0:
            rate = o["trust_coefficient"] * size / (slope + o["weight_decay"] * size + o["eps"])
        d = rate * (g + o["weight_decay"] * p)
        if o["momentum"] != 0:
            if "momentum_buffer" in state:
                state["momentum_buffer"] = (o["momentum"] * state["momentum_buffer"]
                                            + (1 - o["dampening"]) * d)
            else:
                state["momentum_buffer"] = d.copy()
            b = state["momentum_buffer"]
            d = d + o["momentum"] * b if o["nesterov"] else b
        p -= o["lr"] * d


class SparseAdam(torch.optim.SparseAdam):
    """With gradients whose rows of zeros are left out."""

    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    p.grad = p.grad.to_sparse(1)
        super().step()


cases = [
    ("SGD", dict(lr=0.01)),
    ("SGD", dict(lr=0.01, momentum=0.9)),
    ("SGD", dict(lr=0.01, momentum=0.9, dampening=0.3)),
    ("SGD", dict(lr=0.01, momentum=0.9, nesterov=True, weight_decay=0.1)),
    ("SGD", dict(lr=0.01, weight_decay=0.2)),
    ("SGD", dict(lr=1e-3, momentum=0.5, maximize=True)),
    ("SGD", dict(lr=1e-3, momentum=0.5, maximize=True, nesterov=True, weight_decay=0.1)),
    ("Adam", dict()),
    ("Adam", dict(lr=0.05, betas=(0.8, 0.95), eps=1e-4)),
    ("Adam", dict(lr=0.05, betas=(0.3, 0.9))),
    ("Adam", dict(lr=0.05, weight_decay=0.1)),
    ("Adam", dict(lr=0.2, amsgrad=True)),
    ("Adam", dict(lr=0.01, maximize=True)),
    ("Adam", dict(lr=0.05, weight_decay=0.1, decoupled_weight_decay=True, amsgrad=True)),
    ("AdamW", dict()),
    ("AdamW", dict(lr=0.05, weight_decay=0.3)),
    ("AdamW", dict(lr=0.2, amsgrad=True)),
    ("AdamW", dict(lr=0.05, maximize=True)),
    ("RMSprop", dict()),
    ("RMSprop", dict(lr=0.02, alpha=0.9, eps=1e-3)),
    ("RMSprop", dict(lr=0.01, momentum=0.8)),
    ("RMSprop", dict(lr=0.01, centered=True)),
    ("RMSprop", dict(lr=0.01, centered=True, momentum=0.5, weight_decay=0.1)),
    ("RMSprop", dict(lr=0.01, maximize=True, weight_decay=0.1)),
    ("Adagrad", dict()),
    ("Adagrad", dict(lr=0.1, lr_decay=0.1)),
    ("Adagrad", dict(lr=0.1, initial_accumulator_value=0.3, eps=1e-3)),
    ("Adagrad", dict(lr=0.1, weight_decay=0.2, maximize=True)),
    ("Adadelta", dict()),
    ("Adadelta", dict(lr=2.0, rho=0.8, eps=1e-3)),
    ("Adadelta", dict(lr=0.5, weight_decay=0.1)),
    ("Adadelta", dict(lr=0.5, maximize=True)),
    ("Adamax", dict()),
    ("Adamax", dict(lr=0.05, betas=(0.7, 0.9), eps=1e-3)),
    ("Adamax", dict(lr=0.05, weight_decay=0.1)),
    ("Adamax", dict(lr=0.05, maximize=True)),
    ("NAdam", dict()),
    ("NAdam", dict(lr=0.05, betas=(0.8, 0.95), eps=1e-4, momentum_decay=0.05)),
    ("NAdam", dict(lr=0.05, weight_decay=0.1)),
    ("NAdam", dict(lr=0.05, weight_decay=0.1, decoupled_weight_decay=True)),
    ("NAdam", dict(lr=0.01, maximize=True)),
    ("RAdam", dict()),
    ("RAdam", dict(lr=0.05, betas=(0.8, 0.95), eps=1e-4)),
    ("RAdam", dict(lr=0.05, weight_decay=0.1)),
    ("RAdam", dict(lr=0.05, weight_decay=0.1, decoupled_weight_decay=True)),
    ("RAdam", dict(lr=0.01, maximize=True)),
    ("ASGD", dict()),
    ("ASGD", dict(lr=0.05, lambd=0.1, alpha=0.5, t0=10)),
    ("ASGD", dict(lr=0.05, t0=0, weight_decay=0.1)),
    ("ASGD", dict(lr=1e-3, maximize=True)),
    ("Rprop", dict()),
    ("Rprop", dict(lr=0.1, etas=(0.3, 1.5), step_sizes=(1e-3, 0.2))),
    ("Rprop", dict(lr=1e-3, maximize=True, step_sizes=(1e-5, 0.01))),
    ("Adafactor", dict()),
    ("Adafactor", dict(lr=0.5, beta2_decay=-0.5, weight_decay=0.1)),
    ("Adafactor", dict(lr=0.5, eps=(1e-3, 1e-2), d=1.5)),
    ("Adafactor", dict(lr=0.1, maximize=True)),
    ("Muon", dict()),
    ("Muon", dict(lr=0.02, momentum=0.8, nesterov=False, weight_decay=0)),
    ("Muon", dict(lr=0.02, adjust_lr_fn="match_rms_adamw", ns_steps=3)),
    ("Muon", dict(lr=0.02, adjust_lr_fn="spectral_unclamped", ns_coefficients=(2.0, -1.5, 0.5))),
    ("SparseAdam", dict(lr=0.02)),
    ("SparseAdam", dict(lr=0.02, betas=(0.8, 0.95), eps=1e-4, maximize=True)),
    ("Lion", dict()),
    ("Lion", dict(lr=0.01, betas=(0.8, 0.95), weight_decay=0.3)),
    ("Lion", dict(lr=0.01, maximize=True)),
    ("LAMB", dict()),
    ("LAMB", dict(lr=0.02, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1)),
    ("LAMB", dict(lr=0.02, bias_correction=False, clamp_value=0.5)),
    ("LAMB", dict(lr=0.02, maximize=True)),
    ("LARS", dict()),
    ("LARS", dict(lr=0.5, momentum=0.8, weight_decay=0.1, trust_coefficient=0.02)),
    ("LARS", dict(lr=0.5, momentum=0.8, nesterov=True, trust_coefficient=0.02, eps=0.1)),
    ("LARS", dict(lr=0.5, momentum=0, trust_coefficient=0.02, weight_decay=0.1, maximize=True)),
    ("LARS", dict(lr=0.5, dampening=0.4, trust_coefficient=0.02)),
]
written = dict(Lion=Lion, LAMB=LAMB, LARS=LARS, SparseAdam=SparseAdam)
only_matrices = {"Muon"}
STEPS = (1, 10, 50)


def lua_value(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"%s"' % value
    if isinstance(value, (tuple, list)):
        return "{%s}" % ", ".join(lua_value(v) for v in value)
    return repr(value)


def numbers_of(value):
    """A number, or the numbers of a tensor, as Lua."""
    if isinstance(value, torch.Tensor):
        value = value.detach().reshape(-1).tolist() if value.dim() > 0 else value.item()
    elif isinstance(value, np.ndarray):
        value = value.reshape(-1).tolist()
    return lua_list(value, 8) if isinstance(value, list) else repr(value)


def run(name, options, grouped):
    a, b, loss = problem()
    make = written.get(name) or getattr(optim, name)
    groups = [a, b]
    if name in only_matrices:
        groups = [a]
    if grouped:
        groups = [dict(params=[p]) for p in groups]
        groups[-1]["lr"] = options.get("lr", 0.01) / 2
    optimizer = make(groups, **options)
    for step in range(1, 51):
        optimizer.zero_grad()
        loss(not grouped or step % 3 != 0).backward()
        optimizer.step()
        if step in STEPS:
            values = a.reshape(-1).tolist() + b.tolist()
            print("      [%d] = %s," % (step, lua_list(values, 8)))
    return a, b, optimizer


if __name__ == "__main__":
    header("optim.py")
    print("return {\n  steps = {")
    for name, options in cases:
        text = ", ".join("%s = %s" % (k, lua_value(v)) for k, v in options.items())
        for grouped in [False, True]:
            print("    {name = %r, grouped = %s, options = {" % (name, str(grouped).lower()))
            if text:
                print("      %s" % text)
            print("      },")
            a, b, optimizer = run(name, options, grouped)
            if not grouped:
                print("      state = {")
                for key, value in optimizer.state[a].items():
                    if not (name == "LARS" and key == "step"):
                        print("        %s = %s," % (key, numbers_of(value)))
                print("      },")
            print("    },")
    print("  },\n  lbfgs = {")

    def rosenbrock():
        x = torch.tensor([-1.5, 2.0]).requires_grad_()
        y = torch.tensor([[0.5], [-0.7]]).requires_grad_()

        def loss():
            return (100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2
                    + 100 * (y[1, 0] - y[0, 0] ** 2) ** 2 + (1 - y[0, 0]) ** 2)

        return x, y, loss

    # Few steps: the path on this function magnifies last bits by a million in twenty iterations.
    for options, steps in [
        (dict(lr=0.001), 12),
        (dict(lr=0.5, max_iter=4, line_search_fn="strong_wolfe"), 10),
        (dict(line_search_fn="strong_wolfe"), 1),
        (dict(line_search_fn="strong_wolfe", max_eval=3), 6),
        (dict(line_search_fn="strong_wolfe", history_size=2, max_iter=5), 4),
        (dict(lr=0.01, history_size=3, max_iter=6, tolerance_grad=1e-3, tolerance_change=1e-6), 8),
        (dict(lr=1e-3, max_iter=2, max_eval=2), 5),
        (dict(lr=0.3, maximize=True, max_iter=3, line_search_fn="strong_wolfe"), 5),
    ]:
        x, y, loss = rosenbrock()
        optimizer = optim.LBFGS([x, y], **options)
        sign = -1 if options.get("maximize") else 1

        def closure():
            optimizer.zero_grad()
            value = sign * loss()
            value.backward()
            return value

        print("    {options = {%s}," % ", ".join("%s = %s" % (k, lua_value(v))
                                                for k, v in options.items()))
        print("      steps = {")
        for _ in range(steps):
            value = optimizer.step(closure)
            state = optimizer.state[x]
            print("        {loss = %r, func_evals = %d, n_iter = %d," % (
                value.item(), state["func_evals"], state["n_iter"]))
            print("          at = %s}," % lua_list(x.tolist() + y.reshape(-1).tolist(), 10))
        print("      },\n    },")
    print("  },\n}")
