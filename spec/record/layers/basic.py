"""Linear, containers, shapes, dropout, embedding."""

from torch import nn

from layercases import case

case("nn.Identity()", nn.Identity(), "f2x3")
case("nn.Linear(3, 4)", nn.Linear(3, 4), "f2x3")
case("nn.Linear(3, 4)", nn.Linear(3, 4), "f3")
case("nn.Linear(3, 2, {bias = false})", nn.Linear(3, 2, bias=False), "f2x2x3")
case("nn.Linear(3, 1, true)", nn.Linear(3, 1, True), "f2x3")
case("nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))",
     nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2)), "f2x3")

case("nn.Flatten()", nn.Flatten(), "f2x2x3")
case("nn.Flatten(1, 2)", nn.Flatten(0, 1), "f2x2x3")
case("nn.Unflatten(2, {2, 3})", nn.Unflatten(1, (2, 3)), "f2x6")
case("nn.Unflatten(2, {-1, 2})", nn.Unflatten(1, (-1, 2)), "f2x6")
case("nn.Dropout(0)", nn.Dropout(0.0), "f3x4")
case("nn.Dropout(0.9)", nn.Dropout(0.9), "f3x4", train=False)

