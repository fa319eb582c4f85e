"""Padding."""

from torch import nn

from layercases import case

shapes = {1: ("f2x2x3", "f2x4"), 2: ("f1x2x3x3", "f2x3x3"), 3: ("f1x1x3x3x3", "f1x3x3x3")}
for d in (1, 2, 3):
    several = ", ".join(["1, 2", "2, 1", "0, 1"][:d])
    for kind in ["Zero", "Constant", "Reflection", "Replication", "Circular"]:
        name = "%sPad%dd" % (kind, d)
        value = ", 3.5" if kind == "Constant" else ""
        for shape in shapes[d]:
            case("nn.%s(1%s)" % (name, value), eval("nn.%s(1%s)" % (name, value)), shape)
        case("nn.%s({%s}%s)" % (name, several, value), eval("nn.%s((%s)%s)" % (name, several, value)), shapes[d][0])
case("nn.ZeroPad2d({-1, 1, 0, -1})", nn.ZeroPad2d((-1, 1, 0, -1)), "f1x1x3x3")
case("nn.ConstantPad1d({-1, 2}, -1)", nn.ConstantPad1d((-1, 2), -1.0), "f2x4")
