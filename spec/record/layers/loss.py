"""Losses."""

import torch
from torch import nn

from layercases import case

x, classes = "f3x4", "p3:4"
weight, w = "tensor{0.5, 1, 2, 0.25}", torch.tensor([0.5, 1, 2, 0.25])

for lua, make in [("MSELoss", nn.MSELoss), ("L1Loss", nn.L1Loss)]:
    for reduction in ["mean", "sum", "none"]:
        case("nn.%s{reduction = %r}" % (lua, reduction), make(reduction=reduction), x, x)
case("nn.CrossEntropyLoss()", nn.CrossEntropyLoss(), x, classes)
case("nn.CrossEntropyLoss{reduction = 'sum'}", nn.CrossEntropyLoss(reduction="sum"), x, classes)
case("nn.CrossEntropyLoss{reduction = 'none'}", nn.CrossEntropyLoss(reduction="none"), x, classes)
case("nn.CrossEntropyLoss(%s)" % weight, nn.CrossEntropyLoss(w), x, classes)
case("nn.CrossEntropyLoss{ignore_index = 4}", nn.CrossEntropyLoss(ignore_index=3), x, classes)
case("nn.CrossEntropyLoss{label_smoothing = 0.2}", nn.CrossEntropyLoss(label_smoothing=0.2), x, classes)
case("nn.CrossEntropyLoss{weight = %s, label_smoothing = 0.2, reduction = 'sum'}" % weight,
     nn.CrossEntropyLoss(w, label_smoothing=0.2, reduction="sum"), x, classes)
case("nn.CrossEntropyLoss()", nn.CrossEntropyLoss(), "f2x3x2", "p2x2:3")
case("nn.CrossEntropyLoss()", nn.CrossEntropyLoss(), x, x)
case("nn.NLLLoss()", nn.NLLLoss(), x, classes)
case("nn.NLLLoss{weight = %s, reduction = 'none'}" % weight, nn.NLLLoss(w, reduction="none"), x, classes)
case("nn.NLLLoss{ignore_index = 1, reduction = 'sum'}", nn.NLLLoss(ignore_index=0, reduction="sum"), x, classes)
case("nn.BCEWithLogitsLoss()", nn.BCEWithLogitsLoss(), x, x)
case("nn.BCEWithLogitsLoss{weight = %s, reduction = 'sum'}" % weight,
     nn.BCEWithLogitsLoss(w, reduction="sum"), x, x)
case("nn.BCEWithLogitsLoss{pos_weight = %s, reduction = 'none'}" % weight,
     nn.BCEWithLogitsLoss(pos_weight=w, reduction="none"), x, x)
for reduction in ["mean", "sum", "none"]:
    case("nn.BCELoss{reduction = %r}" % reduction, nn.BCELoss(reduction=reduction), x, x,
         call="m(a:sigmoid(), b:sigmoid())", apply=lambda m, a, b: m(a.sigmoid(), b.sigmoid()))

sign = {"call": "m(a, b:sign():detach())", "apply": lambda m, a, b: m(a, b.sign().detach())}
sign3 = {"call": "m(a, b, c:sign():detach())", "apply": lambda m, a, b, c: m(a, b, c.sign().detach())}
for reduction in ["mean", "sum", "none"]:
    def both(name, inputs, options="", py=None, **more):
        text = "reduction = %r%s" % (reduction, options and ", " + options)
        make = getattr(nn, name)(reduction=reduction, **(py or {}))
        case("nn.%s{%s}" % (name, text), make, *inputs, **more)
    both("SmoothL1Loss", (x, x))
    both("SmoothL1Loss", (x, x), "beta = 0.3", {"beta": 0.3})
    both("HuberLoss", (x, x))
    both("HuberLoss", (x, x), "delta = 0.3", {"delta": 0.3})
    both("KLDivLoss", (x, "g3x4"))
    both("KLDivLoss", (x, x), "log_target = true", {"log_target": True})
    both("SoftMarginLoss", (x, x), **sign)
    both("HingeEmbeddingLoss", (x, x), **sign)
    both("HingeEmbeddingLoss", (x, x), "margin = 0.4", {"margin": 0.4}, **sign)
    both("MarginRankingLoss", ("f4", "f4", "f4"), "margin = 0.4", {"margin": 0.4}, **sign3)
    both("CosineEmbeddingLoss", (x, x, "f3"), "margin = -0.5", {"margin": -0.5}, **sign3)
    both("TripletMarginLoss", (x, x, x))
    both("TripletMarginLoss", (x, x, x), "margin = 2, p = 1, eps = 0.1, swap = true", {"margin": 2.0, "p": 1, "eps": 0.1, "swap": True})
    both("TripletMarginWithDistanceLoss", (x, x, x), "swap = true", {"swap": True})
    both("MultiMarginLoss", (x, classes))
    both("MultiMarginLoss", (x, classes), "p = 2, margin = 0.5, weight = %s" % weight, {"p": 2, "margin": 0.5, "weight": w.double()})
    both("MultiLabelSoftMarginLoss", (x, x), "weight = %s" % weight, {"weight": w.double()}, call="m(a, b:sigmoid():detach())",
         apply=lambda m, a, b: m(a, b.sigmoid().detach()))
    both("MultiLabelMarginLoss", (x,), call="m(a, tensor{{3, 1, -1, 2}, {-1, 1, 2, 3}, {4, 2, 3, 1}})",
         apply=lambda m, a: m(a, torch.tensor([[2, 0, -1, 1], [-1, 0, 1, 2], [3, 1, 2, 0]])))
    both("PoissonNLLLoss", (x, "g3x4"))
    both("PoissonNLLLoss", ("g3x4", "g3x4"), "log_input = false, full = true, eps = 1e-3", {"log_input": False, "full": True, "eps": 1e-3},
         call="m(a, b:detach() * 2)", apply=lambda m, a, b: m(a, b.detach() * 2))
    both("GaussianNLLLoss", (x, x, "g3x4"), "full = true", {"full": True})
    both("CTCLoss", ("f4x2x3", "i2x2:2:3"), call="m(a:log_softmax(3), b, {4, 3}, {2, 1})",
         apply=lambda m, a, b: m(a.log_softmax(2), b - 1, (4, 3), (2, 1)))
    both("CTCLoss", ("f4x2x3", "i3:2:2"), "zero_infinity = true", {"zero_infinity": True},
         call="m(a:log_softmax(3), b, tensor{2, 4}, tensor{2, 1})",
         apply=lambda m, a, b: m(a.log_softmax(2), b - 1, torch.tensor([2, 4]), torch.tensor([2, 1])))
    both("CTCLoss", ("f5x3", "i2:1:2"), "blank = 3", {"blank": 2}, call="m(a:log_softmax(2), b, tensor.tensor(5), tensor.tensor(2))",
         apply=lambda m, a, b: m(a.log_softmax(1), b - 1, torch.tensor(5), torch.tensor(2)))
    text = "nn.LinearCrossEntropyLoss(3, 4, {reduction = %r%s})"
    case(text % (reduction, ""), nn.LinearCrossEntropyLoss(3, 4, reduction=reduction), "f2x3", "p2:4")
    case(text % (reduction, ", bias = true, ignore_index = 2, label_smoothing = 0.2, weight = " + weight),
         nn.LinearCrossEntropyLoss(3, 4, reduction=reduction, bias=True, ignore_index=1, label_smoothing=0.2, weight=w.double()),
         "f4x3", "p4:4")
case('nn.KLDivLoss("batchmean")', nn.KLDivLoss(reduction="batchmean"), x, "g3x4")
case("nn.LinearCrossEntropyLoss(3, 4)", nn.LinearCrossEntropyLoss(3, 4), "f3", "p:4")
case("nn.LinearCrossEntropyLoss(3, 2, {out_features = {2}, bias = true})",
     nn.LinearCrossEntropyLoss(3, 2, out_features=(2,), bias=True), "f2x3", "p2x2:2")
case("nn.CrossEntropyLoss()", nn.CrossEntropyLoss(), "f4", "p:4")
case("nn.CrossEntropyLoss{weight = %s, reduction = 'none'}" % "tensor{0.5, 2, 1}",
     nn.CrossEntropyLoss(torch.tensor([0.5, 2, 1]).double(), reduction="none"), "f2x3x2x2", "p2x2x2:3")
case("nn.CrossEntropyLoss{weight = %s, label_smoothing = 0.1}" % weight, nn.CrossEntropyLoss(w.double(), label_smoothing=0.1), x, x,
     call="m(a, b:softmax(2))", apply=lambda m, a, b: m(a, b.softmax(1)))
case("nn.NLLLoss()", nn.NLLLoss(), "f2x3x2x2", "p2x2x2:3")
case("nn.NLLLoss()", nn.NLLLoss(), "f4", "p:4")
case("nn.BCELoss{weight = %s}" % weight, nn.BCELoss(w.double()), x, x,
     call="m(a:sigmoid(), b:sigmoid())", apply=lambda m, a, b: m(a.sigmoid(), b.sigmoid()))
