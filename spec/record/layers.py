"""Records what PyTorch's layers compute: python3 spec/record/layers.py > spec/data/layers.lua

Each case names the module as a script writes it in Lua, and builds the same one in PyTorch. Numbers
come from spec/record/lcg.py: first the parameters in the order of named_parameters, then the
inputs, then the gradient that is sent back from the output. Integer inputs are given, counted from 1.
"""

import torch
from torch import nn

from lcg import Numbers, header, lua_list

torch.set_default_dtype(torch.float64)


def positions(*values):
    return torch.tensor(values)


cases = []


def case(lua, module, *inputs, train=True, scale=2.0):
    cases.append((lua, module, inputs, train, scale))


# An input is a shape, or a tensor of positions.
case("nn.Identity()", nn.Identity(), (2, 3))
case("nn.Linear(3, 4)", nn.Linear(3, 4), (2, 3))
case("nn.Linear(3, 4)", nn.Linear(3, 4), (3,))
case("nn.Linear(3, 2, {bias = false})", nn.Linear(3, 2, bias=False), (2, 2, 3))
case("nn.Linear(3, 1, true)", nn.Linear(3, 1, True), (2, 3))
case("nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))",
     nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2)), (2, 3))

x = (3, 4)
case("nn.ReLU()", nn.ReLU(), x)
case("nn.LeakyReLU()", nn.LeakyReLU(), x)
case("nn.LeakyReLU(0.3)", nn.LeakyReLU(0.3), x)
case("nn.LeakyReLU{negative_slope = -0.5}", nn.LeakyReLU(-0.5), x)
case("nn.ELU()", nn.ELU(), x)
case("nn.ELU(0.7)", nn.ELU(0.7), x)
case("nn.GELU()", nn.GELU(), x)
case('nn.GELU("tanh")', nn.GELU("tanh"), x)
case('nn.GELU{approximate = "tanh"}', nn.GELU("tanh"), x)
case("nn.SiLU()", nn.SiLU(), x)
case("nn.Sigmoid()", nn.Sigmoid(), x)
case("nn.Tanh()", nn.Tanh(), x)
case("nn.Softplus()", nn.Softplus(), x)
case("nn.Softplus(2, 1)", nn.Softplus(2, 1), x)
case("nn.Softplus{beta = 0.5}", nn.Softplus(0.5), x)
case("nn.LogSigmoid()", nn.LogSigmoid(), x)
case("nn.Hardtanh()", nn.Hardtanh(), x)
case("nn.Hardtanh(-0.5, 1.5)", nn.Hardtanh(-0.5, 1.5), x)
case("nn.ReLU6()", nn.ReLU6(), x, scale=8.0)
case("nn.Hardswish()", nn.Hardswish(), x, scale=4.0)


class Hardsigmoid(nn.Module):  # PyTorch's own divides the gradient by 6 in float32
    def forward(self, value):
        return (value / 6 + 0.5).clamp(0, 1)


case("nn.Hardsigmoid()", Hardsigmoid(), x, scale=4.0)
case("nn.Softmax(2)", nn.Softmax(1), x)
case("nn.Softmax{dim = -1}", nn.Softmax(-1), (2, 2, 3))
case("nn.Softmax(1)", nn.Softmax(0), x)
case("nn.LogSoftmax(2)", nn.LogSoftmax(1), x)
case("nn.LogSoftmax{dim = 1}", nn.LogSoftmax(0), x)

case("nn.Flatten()", nn.Flatten(), (2, 2, 3))
case("nn.Flatten(1, 2)", nn.Flatten(0, 1), (2, 2, 3))
case("nn.Unflatten(2, {2, 3})", nn.Unflatten(1, (2, 3)), (2, 6))
case("nn.Unflatten(2, {-1, 2})", nn.Unflatten(1, (-1, 2)), (2, 6))
case("nn.Dropout(0)", nn.Dropout(0.0), x)
case("nn.Dropout(0.9)", nn.Dropout(0.9), x, train=False)

case("nn.LayerNorm(4)", nn.LayerNorm(4), x)
case("nn.LayerNorm({2, 3})", nn.LayerNorm((2, 3)), (2, 2, 3))
case("nn.LayerNorm(4, 0.1)", nn.LayerNorm(4, 0.1), x)
case("nn.LayerNorm(4, {elementwise_affine = false})", nn.LayerNorm(4, elementwise_affine=False), x)
case("nn.LayerNorm(4, {bias = false})", nn.LayerNorm(4, bias=False), x)
case("nn.BatchNorm1d(4)", nn.BatchNorm1d(4), x)
case("nn.BatchNorm1d(2)", nn.BatchNorm1d(2), (3, 2, 2))
case("nn.BatchNorm1d(4, {momentum = 0.3, eps = 0.01})", nn.BatchNorm1d(4, momentum=0.3, eps=0.01), x)
case("nn.BatchNorm1d(4, {momentum = false})", nn.BatchNorm1d(4, momentum=None), x)
case("nn.BatchNorm1d(4, {affine = false})", nn.BatchNorm1d(4, affine=False), x)
case("nn.BatchNorm1d(4, {track_running_stats = false})",
     nn.BatchNorm1d(4, track_running_stats=False), x)
case("nn.BatchNorm1d(4)", nn.BatchNorm1d(4), x, train=False)
case("nn.BatchNorm1d(4, {track_running_stats = false})",
     nn.BatchNorm1d(4, track_running_stats=False), x, train=False)

case("nn.Embedding(5, 3)", nn.Embedding(5, 3), positions(1, 5, 2, 5))
case("nn.Embedding(5, 3, 2)", nn.Embedding(5, 3, 1), positions(1, 5, 2, 5))
case("nn.Embedding(5, 2, {padding_idx = -1})", nn.Embedding(5, 2, padding_idx=-1),
     positions([1, 5], [2, 3]))

w4 = "weight"  # the spec gives it this value
t4 = torch.tensor([0.5, 1, 2, 0.25])
classes = positions(2, 4, 1)
for lua, make in [("MSELoss", nn.MSELoss), ("L1Loss", nn.L1Loss)]:
    for reduction in ["mean", "sum", "none"]:
        case("nn.%s{reduction = %r}" % (lua, reduction), make(reduction=reduction), x, x)
case("nn.CrossEntropyLoss()", nn.CrossEntropyLoss(), x, classes)
case("nn.CrossEntropyLoss{reduction = 'sum'}", nn.CrossEntropyLoss(reduction="sum"), x, classes)
case("nn.CrossEntropyLoss{reduction = 'none'}", nn.CrossEntropyLoss(reduction="none"), x, classes)
case("nn.CrossEntropyLoss(%s)" % w4, nn.CrossEntropyLoss(t4), x, classes)
case("nn.CrossEntropyLoss{ignore_index = 4}", nn.CrossEntropyLoss(ignore_index=3), x, classes)
case("nn.CrossEntropyLoss{label_smoothing = 0.2}", nn.CrossEntropyLoss(label_smoothing=0.2), x,
     classes)
case("nn.CrossEntropyLoss{weight = %s, label_smoothing = 0.2, reduction = 'sum'}" % w4,
     nn.CrossEntropyLoss(t4, label_smoothing=0.2, reduction="sum"), x, classes)
case("nn.CrossEntropyLoss()", nn.CrossEntropyLoss(), (2, 3, 2), positions([1, 3], [2, 2]))
case("nn.CrossEntropyLoss()", nn.CrossEntropyLoss(), x, x)
case("nn.NLLLoss()", nn.NLLLoss(), x, classes)
case("nn.NLLLoss{weight = %s, reduction = 'none'}" % w4, nn.NLLLoss(t4, reduction="none"), x,
     classes)
case("nn.NLLLoss{ignore_index = 1, reduction = 'sum'}", nn.NLLLoss(ignore_index=0, reduction="sum"),
     x, classes)
case("nn.BCEWithLogitsLoss()", nn.BCEWithLogitsLoss(), x, x)
case("nn.BCEWithLogitsLoss{weight = %s, reduction = 'sum'}" % w4,
     nn.BCEWithLogitsLoss(t4, reduction="sum"), x, x)
case("nn.BCEWithLogitsLoss{pos_weight = %s, reduction = 'none'}" % w4,
     nn.BCEWithLogitsLoss(pos_weight=t4, reduction="none"), x, x)
case("nn.Sequential(nn.Sigmoid())", nn.Sequential(nn.Sigmoid()), x)
for reduction in ["mean", "sum", "none"]:
    case("nn.BCELoss{reduction = %r}" % reduction, nn.BCELoss(reduction=reduction), x, x, scale=0.5)

header("layers.py")
print("return {")
for lua, module, inputs, train, scale in cases:
    numbers = Numbers(1)
    module.train(train)
    for p in module.parameters():
        p.data.copy_(numbers.tensor(*p.shape))
    arguments, written = [], []
    for given in inputs:
        if isinstance(given, torch.Tensor):
            arguments.append(given - 1)
            written.append("{positions = %s, shape = {%s}}" %
                           (lua_list(given), ", ".join(map(str, given.shape))))
        else:
            value = numbers.tensor(*given, scale=scale)
            if isinstance(module, nn.BCELoss):
                value = value + 0.5  # from 0 to 1
            arguments.append(value.requires_grad_(not arguments))
            written.append("{shape = {%s}}" % ", ".join(map(str, given)))
    output = module(*arguments)
    output.backward(numbers.tensor(*output.shape))
    shift = 0.5 if isinstance(module, nn.BCELoss) else 0
    print("  {make = [[%s]]," % lua)
    print("    train = %s, scale = %g, shift = %g," % (str(train).lower(), scale, shift))
    print("    inputs = {%s}," % ", ".join(written))
    print("    shape = {%s}," % ", ".join(map(str, output.shape)))
    print("    output = %s," % lua_list(output))
    if arguments[0].requires_grad:
        print("    grad = %s," % lua_list(arguments[0].grad))
    for kind, values in [("parameters", [(n, p.grad) for n, p in module.named_parameters()]),
                         ("buffers", list(module.named_buffers()))]:
        if values:
            print("    %s = {" % kind)
            for name, value in values:
                print("      [%r] = %s," % (name, lua_list(value, 8)))
            print("    },")
    print("  },")
print("}")
