"""Records what PyTorch's torch.nn.utils compute: python3 spec/record/nn_utils.py > spec/data/nn_utils.lua

Each entry is a list of numbers by name; spec/nn/utils_spec.lua takes the same steps. Numbers come from
spec/record/lcg.py, anew for each part: parameters in the order of named_parameters, then inputs.
"""

import warnings

import torch
from torch import nn
from torch.nn import utils
from torch.nn.utils import parametrizations, prune

from lcg import Numbers, header, lua_list

warnings.simplefilter("ignore")
torch.set_default_dtype(torch.float64)
entries = []


def put(name, value):
    if not isinstance(value, torch.Tensor):
        value = torch.tensor(value)
    entries.append((name, value.detach().clone().double()))


def fill(module, numbers):
    with torch.no_grad():
        for p in module.parameters():
            p.copy_(numbers.tensor(*p.shape))
    return module


def run(name, module, shape, numbers):
    """Output, gradients of the input and of all parameters, and the buffers."""
    x = numbers.tensor(*shape).requires_grad_()
    y = module(x)
    put(name + " output", y)
    y.backward(numbers.tensor(*y.shape))
    put(name + " input", x.grad)
    for key, p in module.named_parameters():
        put(name + " grad " + key, p.grad)
    for key, b in module.named_buffers():
        put(name + " buffer " + key, b)


def linear():
    numbers = Numbers(1)
    return fill(nn.Linear(4, 3), numbers), (2, 4), numbers


def conv():
    numbers = Numbers(1)
    return fill(nn.Conv2d(2, 3, 2), numbers), (2, 2, 3, 3), numbers


def transposed():
    numbers = Numbers(1)
    return fill(nn.ConvTranspose1d(2, 3, 2), numbers), (2, 2, 3), numbers


# Weight normalisation: both forms, each dimension, all of it.
for label, make in [("linear", linear), ("conv", conv)]:
    for dim in [0, 1, None]:
        for form, norm in [("old", utils.weight_norm), ("new", parametrizations.weight_norm)]:
            module, shape, numbers = make()
            norm(module, dim=dim)
            name = "weight_norm %s %s %s" % (form, label, "all" if dim is None else dim + 1)
            for key, p in module.named_parameters():
                put(name + " " + key, p)
            run(name, module, shape, numbers)

# Spectral normalisation: the vectors are set, as they start at random.
for label, make in [("linear", linear), ("conv", conv), ("transposed", transposed)]:
    for form, norm in [("old", utils.spectral_norm), ("new", parametrizations.spectral_norm)]:
        for options in [{}, {"n_power_iterations": 3}, {"dim": 1}]:
            module, shape, numbers = make()
            norm(module, **options)
            for b in module.buffers():
                b.copy_(nn.functional.normalize(numbers.tensor(*b.shape), dim=0))
            name = "spectral_norm %s %s %s" % (form, label, " ".join(options) or "plain")
            run(name, module, shape, numbers)
            module.eval()
            put(name + " again", module(numbers.tensor(*shape)))

# Orthogonal maps.
for kind in ["matrix_exp", "cayley", "householder"]:
    for rows, columns in [(3, 3), (2, 4), (4, 2)]:
        numbers = Numbers(1)
        module = fill(nn.Linear(columns, rows), numbers)
        parametrizations.orthogonal(module, orthogonal_map=kind, use_trivialization=False)
        original = module.parametrizations.weight.original
        with torch.no_grad():
            original.copy_(numbers.tensor(rows, columns))
            if kind == "householder":
                original.diagonal().copy_(torch.tensor([1.0, -1.0, 1.0])[:original.diagonal().numel()])
        name = "orthogonal %s %d %d" % (kind, rows, columns)
        put(name + " weight", module.weight)
        run(name, module, (2, columns), numbers)
    # Around a value: that of a square weight is its QR decomposition's factor.
    numbers = Numbers(1)
    module = fill(nn.Linear(3, 3), numbers)
    parametrizations.orthogonal(module, orthogonal_map=kind)
    put("trivialized %s weight" % kind, module.weight)
    run("trivialized %s" % kind, module, (2, 3), numbers)

# Limits on gradients.
for norm_type in [2, 1, 3, 0.5, 0, -1, float("inf"), -float("inf")]:
    for max_norm in [0.5, 100.0]:
        numbers = Numbers(1)
        parameters = [nn.Parameter(numbers.tensor(2, 3)), nn.Parameter(numbers.tensor(4)),
                      nn.Parameter(numbers.tensor(2))]
        for p in parameters[:2]:
            p.grad = numbers.tensor(*p.shape, scale=2.0)
        name = "clip_grad_norm_ %g %g" % (norm_type, max_norm)
        put(name + " total", utils.get_total_norm([p.grad for p in parameters[:2]], norm_type))
        put(name, utils.clip_grad_norm_(parameters, max_norm, norm_type))
        for i, p in enumerate(parameters[:2]):
            put("%s %d" % (name, i + 1), p.grad)


def statistics(norm, numbers):
    fill(norm, numbers)
    with torch.no_grad():
        norm.running_mean.copy_(numbers.tensor(*norm.running_mean.shape))
        norm.running_var.copy_(numbers.tensor(*norm.running_var.shape).abs() + 0.5)
    return norm


# Fusion.
for label, layer, norm, shape, transpose in [
    ("conv1d", nn.Conv1d(2, 3, 2), nn.BatchNorm1d(3), (2, 2, 4), False),
    ("no bias", nn.Conv1d(2, 3, 2, bias=False), nn.BatchNorm1d(3, eps=0.1), (2, 2, 4), False),
    ("grouped", nn.Conv1d(2, 4, 2, groups=2), nn.BatchNorm1d(4), (2, 2, 4), False),
    ("transposed", nn.ConvTranspose1d(2, 3, 2), nn.BatchNorm1d(3), (2, 2, 4), True),
]:
    numbers = Numbers(1)
    fill(layer, numbers)
    statistics(norm, numbers)
    fused = utils.fuse_conv_bn_eval(layer.eval(), norm.eval(), transpose)
    put("fused %s weight" % label, fused.weight)
    put("fused %s bias" % label, fused.bias)
    put("fused %s output" % label, fused(numbers.tensor(*shape)))
for label, bias in [("linear", True), ("linear no bias", False)]:
    numbers = Numbers(1)
    layer, norm = fill(nn.Linear(4, 3, bias), numbers), nn.BatchNorm1d(3)
    statistics(norm, numbers)
    fused = utils.fuse_linear_bn_eval(layer.eval(), norm.eval())
    put("fused %s weight" % label, fused.weight)
    put("fused %s bias" % label, fused.bias)
    put("fused %s output" % label, fused(numbers.tensor(2, 4)))

# Pruning.
for label, steps in {
    "l1 share": [lambda m: prune.l1_unstructured(m, "weight", 0.3)],
    "l1 half": [lambda m: prune.l1_unstructured(m, "weight", 0.375)],  # 4.5 of 12
    "l1 count": [lambda m: prune.l1_unstructured(m, "weight", 5)],
    "l1 twice": [lambda m: prune.l1_unstructured(m, "weight", 0.3),
                 lambda m: prune.l1_unstructured(m, "weight", 0.5)],
    "ln rows": [lambda m: prune.ln_structured(m, "weight", 1, 2, 0)],
    "ln columns": [lambda m: prune.ln_structured(m, "weight", 0.5, 1, 1)],
    "ln inf": [lambda m: prune.ln_structured(m, "weight", 2, float("inf"), -1)],
    "ln fro": [lambda m: prune.ln_structured(m, "weight", 1, "fro", 0)],
    "l1 then ln": [lambda m: prune.l1_unstructured(m, "weight", 4),
                   lambda m: prune.ln_structured(m, "weight", 1, 2, 0)],
    "ln then l1": [lambda m: prune.ln_structured(m, "weight", 1, 2, 0),
                   lambda m: prune.l1_unstructured(m, "weight", 0.5)],
    "ln then ln": [lambda m: prune.ln_structured(m, "weight", 1, 2, 0),
                   lambda m: prune.ln_structured(m, "weight", 1, 2, 0)],
    "custom": [lambda m: prune.l1_unstructured(m, "weight", 2),
               lambda m: prune.custom_from_mask(m, "weight", torch.eye(3, 4))],
}.items():
    module, shape, numbers = linear()
    for step in steps:
        step(module)
    run("prune " + label, module, shape, numbers)
module, shape, numbers = linear()
scores = numbers.tensor(3, 4)
prune.l1_unstructured(module, "weight", 5, importance_scores=scores)
put("prune scores", module.weight_mask)
module, shape, numbers = conv()
prune.ln_structured(module, "weight", 1, 2, 1)
put("prune conv", module.weight_mask)
numbers = Numbers(1)
a, b = fill(nn.Linear(4, 3), numbers), fill(nn.Linear(3, 2), numbers)
pairs = [(a, "weight"), (b, "weight"), (b, "bias")]
prune.global_unstructured(pairs, prune.L1Unstructured, amount=0.3)
prune.global_unstructured(pairs, prune.L1Unstructured, amount=4)
for i, (m, name) in enumerate(pairs):
    put("prune global %d" % (i + 1), getattr(m, name))

header("nn_utils.py")
print("return {")
for name, value in entries:
    print('  ["%s"] =\n    %s,' % (name, lua_list(value, 5)))
print("}")
