"""Records schedules: python3 spec/record/optim_schedules.py > spec/data/optim_schedules.lua

Each case has the schedules of an optimiser with two groups as Lua and as Python (`S` is the module
of schedules, `o` the optimiser); the rates of both groups before each of the steps are recorded, and
the momentum where it moves.  Schedules that PyTorch lacks are written out as functions of the step.
"""

import math
import warnings

import torch

from lcg import header, lua_list

torch.set_default_dtype(torch.float64)
warnings.simplefilter("ignore")
S = torch.optim.lr_scheduler
S.SWALR = torch.optim.swa_utils.SWALR


def warmup_cosine(warmup, total, cycles=0.5, least=0.0, start=0.0):
    """Goyal et al. 2017 (warm-up) and Loshchilov, Hutter 2017 (cosine)."""

    def factor(step):
        if step < warmup:
            return start + (1 - start) * step / warmup
        part = min(1, (step - warmup) / max(1, total - warmup))
        return least + (1 - least) * 0.5 * (1 + math.cos(math.pi * 2 * cycles * part))

    return factor


def wsd(warmup, stable, decay, kind="linear", least=0.0):
    """Hu et al. 2024 (MiniCPM); Haegele et al. 2024 for the square root."""

    def factor(step):
        if step < warmup:
            return step / warmup
        if step < warmup + stable:
            return 1
        x = min(1, (step - warmup - stable) / decay)
        left = {"linear": 1 - x, "cosine": 0.5 * (1 + math.cos(math.pi * x)), "1-sqrt": 1 - math.sqrt(x)}
        return least + (1 - least) * left[kind]

    return factor


same = None  # the Python text is the Lua text
cases = [
    ("StepLR(o, 4)", same),
    ("StepLR(o, 3, 0.5)", same),
    ("MultiStepLR(o, {2, 5, 5, 11}, 0.5)", "MultiStepLR(o, [2, 5, 5, 11], 0.5)"),
    ("MultiStepLR(o, {30})", "MultiStepLR(o, [30])"),
    ("ConstantLR(o)", same),
    ("ConstantLR(o, 0.25, 7)", same),
    ("LinearLR(o)", same),
    ("LinearLR(o, 0.1, 0.8, 12)", same),
    ("LinearLR(o, 1.0, 0, 10)", same),
    ("PolynomialLR(o)", same),
    ("PolynomialLR(o, 15, 2.0)", same),
    ("ExponentialLR(o, 0.9)", same),
    ("CosineAnnealingLR(o, 10)", same),
    ("CosineAnnealingLR(o, 7, 0.01)", same),
    ("CosineAnnealingWarmRestarts(o, 5)", same),
    ("CosineAnnealingWarmRestarts(o, 3, 2, 0.01)", same),
    ("LambdaLR(o, function(e) return 0.9 ^ e end)", "LambdaLR(o, lambda e: 0.9**e)"),
    ("LambdaLR(o, {function(e) return 1 / (1 + e) end, function(e) return e end})",
     "LambdaLR(o, [lambda e: 1 / (1 + e), lambda e: e])"),
    ("MultiplicativeLR(o, function(e) return e % 2 == 0 and 0.9 or 1.05 end)",
     "MultiplicativeLR(o, lambda e: 0.9 if e % 2 == 0 else 1.05)"),
    ("MultiplicativeLR(o, {function(_) return 0.9 end, function(e) return 1 - 1 / (e + 1) end})",
     "MultiplicativeLR(o, [lambda e: 0.9, lambda e: 1 - 1 / (e + 1)])"),
    ("CyclicLR(o, 0.01, 0.1, 4)", same),
    ("CyclicLR(o, {0.01, 0.02}, {0.1, 0.3}, {step_size_up = 3, step_size_down = 5, "
     "mode = 'triangular2'})",
     "CyclicLR(o, [0.01, 0.02], [0.1, 0.3], step_size_up=3, step_size_down=5, mode='triangular2')"),
    ("CyclicLR(o, 0.01, 0.1, {step_size_up = 3, mode = 'exp_range', gamma = 0.95, "
     "base_momentum = 0.7, max_momentum = 0.95})",
     "CyclicLR(o, 0.01, 0.1, step_size_up=3, mode='exp_range', gamma=0.95, "
     "base_momentum=0.7, max_momentum=0.95)"),
    ("CyclicLR(o, 0.01, 0.1, {step_size_up = 4, scale_fn = function(x) return 0.5 ^ x end, "
     "scale_mode = 'iterations', cycle_momentum = false})",
     "CyclicLR(o, 0.01, 0.1, step_size_up=4, scale_fn=lambda x: 0.5**x, "
     "scale_mode='iterations', cycle_momentum=False)"),
    ("OneCycleLR(o, 0.1, 25)", same),
    ("OneCycleLR(o, {0.1, 0.4}, {epochs = 5, steps_per_epoch = 6, anneal_strategy = 'linear', "
     "pct_start = 0.4, div_factor = 10, final_div_factor = 100})",
     "OneCycleLR(o, [0.1, 0.4], epochs=5, steps_per_epoch=6, anneal_strategy='linear', "
     "pct_start=0.4, div_factor=10, final_div_factor=100)"),
    ("OneCycleLR(o, 0.1, 30, {three_phase = true, base_momentum = 0.7, max_momentum = 0.8})",
     "OneCycleLR(o, 0.1, 30, three_phase=True, base_momentum=0.7, max_momentum=0.8)"),
    ("OneCycleLR(o, 0.1, {total_steps = 25, cycle_momentum = false})",
     "OneCycleLR(o, 0.1, total_steps=25, cycle_momentum=False)"),
    ("SWALR(o, 0.05)", same),
    ("SWALR(o, {0.05, 0.01}, 4, 'linear')", "SWALR(o, [0.05, 0.01], 4, 'linear')"),
    ("SWALR(o, 0.05, 0)", same),
    ("SequentialLR(o, {S.ConstantLR(o, 0.1, 20), S.ExponentialLR(o, 0.9)}, {6})",
     "SequentialLR(o, [S.ConstantLR(o, 0.1, 20), S.ExponentialLR(o, 0.9)], [6])"),
    ("SequentialLR(o, {S.LinearLR(o, 0.1, 1.0, 5), S.CosineAnnealingLR(o, 10, 0.01), "
     "S.StepLR(o, 2, 0.5)}, {5, 15})",
     "SequentialLR(o, [S.LinearLR(o, 0.1, 1.0, 5), S.CosineAnnealingLR(o, 10, 0.01), "
     "S.StepLR(o, 2, 0.5)], [5, 15])"),
    ("SequentialLR(o, {S.LambdaLR(o, function(e) return e / 4 end), S.PolynomialLR(o, 10), "
     "S.MultiStepLR(o, {2, 4}, 0.5)}, {4, 14})",
     "SequentialLR(o, [S.LambdaLR(o, lambda e: e / 4), S.PolynomialLR(o, 10), "
     "S.MultiStepLR(o, [2, 4], 0.5)], [4, 14])"),
    ("ChainedScheduler({S.ConstantLR(o, 0.1, 3), S.ExponentialLR(o, 0.9)})",
     "ChainedScheduler([S.ConstantLR(o, 0.1, 3), S.ExponentialLR(o, 0.9)])"),
    ("ChainedScheduler({S.LinearLR(o, 0.2, 1.0, 6), S.CosineAnnealingLR(o, 9), S.StepLR(o, 7, 0.5)}, o)",
     "ChainedScheduler([S.LinearLR(o, 0.2, 1.0, 6), S.CosineAnnealingLR(o, 9), "
     "S.StepLR(o, 7, 0.5)], o)"),
    ("SequentialLR(o, {S.ChainedScheduler({S.LinearLR(o, 0.2, 1.0, 4), S.StepLR(o, 2, 0.9)}), "
     "S.ExponentialLR(o, 0.9)}, {8})",
     "SequentialLR(o, [S.ChainedScheduler([S.LinearLR(o, 0.2, 1.0, 4), S.StepLR(o, 2, 0.9)]), "
     "S.ExponentialLR(o, 0.9)], [8])"),
    ("CosineAnnealingLR(o, 9), S.StepLR(o, 4, 0.5)", same),
    ("LinearLR(o, 0.5, 1.0, 4), S.MultiplicativeLR(o, function(_) return 0.97 end), "
     "S.PolynomialLR(o, 20)",
     "LinearLR(o, 0.5, 1.0, 4), S.MultiplicativeLR(o, lambda e: 0.97), S.PolynomialLR(o, 20)"),
    ("WarmupCosineLR(o, 5, 20)", "LambdaLR(o, warmup_cosine(5, 20))"),
    ("WarmupCosineLR(o, 4, 18, {num_cycles = 1.5, min_lr_rate = 0.1, start_factor = 0.2})",
     "LambdaLR(o, warmup_cosine(4, 18, 1.5, 0.1, 0.2))"),
    ("WSD(o, 4, 8, 10)", "LambdaLR(o, wsd(4, 8, 10))"),
    ("WSD(o, 3, 9, 10, 'cosine', 0.1)", "LambdaLR(o, wsd(3, 9, 10, 'cosine', 0.1))"),
    ("WSD(o, 0, 5, 15, {decay_type = '1-sqrt'})", "LambdaLR(o, wsd(0, 5, 15, '1-sqrt'))"),
]
STEPS = 25


def make(name="SGD"):
    p = [torch.zeros(1, requires_grad=True) for _ in range(2)]
    options = dict(momentum=0.9) if name == "SGD" else {}
    return getattr(torch.optim, name)([dict(params=[p[0]]), dict(params=[p[1]], lr=0.25)], lr=0.1,
                                      **options)


def momenta(o):
    return [g["betas"][0] if "betas" in g else g["momentum"] for g in o.param_groups]


header("optim_schedules.py")
print("return {\n  rates = {")
for name in ["SGD", "Adam"]:
    for lua, python in cases:
        moving = "CyclicLR" in lua or "OneCycleLR" in lua
        if name == "Adam" and not moving:
            continue
        o = make(name)
        made = eval("[S.%s]" % (python or lua))
        rates, moments = [], []
        for _ in range(STEPS):
            rates += [group["lr"] for group in o.param_groups]
            moments += momenta(o)
            o.step()
            for scheduler in made:
                scheduler.step()
        print("    {optimizer = %r, make = [[%s]],\n      rates = %s," % (name, lua, lua_list(rates, 8)))
        if moving:
            print("      momenta = %s," % lua_list(moments, 8))
        print("    },")

# The closed forms and the restarts at an epoch that step is given.
print("  },\n  at = {")
for lua, python in cases:
    if lua.startswith(("StepLR", "MultiStepLR", "ConstantLR", "LinearLR", "Poly", "Exp", "Cosine")) \
            and "), S" not in lua:
        o = make()
        scheduler = eval("S.%s" % (python or lua))
        rates = []
        for epoch in [3, 0, 4, 5, 7, 12, 1]:
            scheduler.step(epoch)
            rates += scheduler.get_last_lr()
        scheduler.step()
        rates += scheduler.get_last_lr()
        print("    {make = [[%s]],\n      rates = %s,\n    }," % (lua, lua_list(rates, 8)))

metrics = [1.0, 0.9, 0.9, 0.95, 0.89999, 0.7, 0.71, 0.72, 0.73, 0.74, 0.7, 0.6, 0.6001, 0.62, 0.61, 0.6,
           0.6, 0.6, 0.59, 0.6, 0.61, 0.62, 0.63, 0.64, 0.65]
print("  },\n  metrics = %s,\n  plateaus = {" % lua_list(metrics, 4))
for options in [
    dict(), dict(patience=2), dict(factor=0.5, patience=1, cooldown=2),
    dict(mode="max", patience=1, threshold=0.01, factor=0.3),
    dict(patience=0, threshold_mode="abs", threshold=0.05, min_lr=0.01),
    dict(mode="max", threshold_mode="abs", patience=1, min_lr=[0.05, 0.001], factor=0.2),
    dict(patience=1, factor=0.9, eps=0.02),
]:
    o = make()
    scheduler = S.ReduceLROnPlateau(o, **options)
    rates = []
    for value in metrics:
        scheduler.step(value)
        rates += scheduler.get_last_lr()
    text = ", ".join("%s = %s" % (k, repr(v).replace("[", "{").replace("]", "}"))
                     for k, v in options.items())
    print("    {options = {%s},\n      rates = %s,\n    }," % (text, lua_list(rates, 8)))
print("  },\n}")
