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
