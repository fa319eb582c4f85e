"""Pooling."""

import torch
from torch import nn

from layercases import case


def positions(m, *xs):
    value, index = m(*xs)
    return value, index + 1


shapes = {1: ("f2x2x5", "f2x6"), 2: ("f1x2x4x5", "f2x4x4"), 3: ("f1x1x4x3x4", "f1x3x4x4")}
for d in (1, 2, 3):
    batch, single = shapes[d]
    for lua, py in [("2", "2"), ("2, 1", "2, 1"), ("3, 2, 1", "3, 2, 1"),
                    ("2, {stride = 1, dilation = 2}", "2, stride=1, dilation=2"),
                    ("2, {ceil_mode = true}", "2, ceil_mode=True"), ("3, {padding = 1, stride = 2, ceil_mode = true}", "3, padding=1, stride=2, ceil_mode=True")]:
        case("nn.MaxPool%dd(%s)" % (d, lua), eval("nn.MaxPool%dd(%s)" % (d, py)), batch)
    case("nn.MaxPool%dd(2)" % d, eval("nn.MaxPool%dd(2)" % d), single)
    for shape in (batch, single):
        case("nn.MaxPool%dd(2, {return_indices = true})" % d, eval("nn.MaxPool%dd(2, return_indices=True)" % d), shape,
             apply=positions)
    for lua, py in [("2", "2"), ("3, 2, 1", "3, 2, 1"), ("2, {ceil_mode = true}", "2, ceil_mode=True"),
                    ("3, {stride = 2, padding = 1, count_include_pad = false}", "3, stride=2, padding=1, count_include_pad=False")]:
        case("nn.AvgPool%dd(%s)" % (d, lua), eval("nn.AvgPool%dd(%s)" % (d, py)), batch)
    case("nn.AvgPool%dd(2)" % d, eval("nn.AvgPool%dd(2)" % d), single)
    if d > 1:
        case("nn.AvgPool%dd(2, {divisor_override = 3})" % d, eval("nn.AvgPool%dd(2, divisor_override=3)" % d), batch)
        mixed = ", ".join(["2", "1", "2"][:d])
        case("nn.AvgPool%dd({%s}, 1)" % (d, mixed), eval("nn.AvgPool%dd((%s), 1)" % (d, mixed)), batch)
        case("nn.MaxPool%dd({%s}, {padding = {%s}})" % (d, mixed, mixed.replace("1", "0").replace("2", "1")),
             eval("nn.MaxPool%dd((%s), padding=(%s))" % (d, mixed, mixed.replace("1", "0").replace("2", "1"))), batch)
    for shape in (batch, single):
        case("nn.AdaptiveAvgPool%dd(2)" % d, eval("nn.AdaptiveAvgPool%dd(2)" % d), shape)
        case("nn.AdaptiveMaxPool%dd(2)" % d, eval("nn.AdaptiveMaxPool%dd(2)" % d), shape)
    case("nn.AdaptiveMaxPool%dd(2, {return_indices = true})" % d, eval("nn.AdaptiveMaxPool%dd(2, return_indices=True)" % d), batch,
         apply=positions)
    if d > 1:
        for lua, py in [("{3, 2, 1}", "(3, 2, 1)"), ("{nil, 2, 3}", "(None, 2, 3)"), ("{2, false, 1}", "(2, None, 1)")]:
            if d == 2:
                lua, py = lua[:lua.rindex(",")] + "}", py[:py.rindex(",")] + ")"
                if lua.endswith("false}"):
                    py = "(2, None)"
            case("nn.AdaptiveAvgPool%dd(%s)" % (d, lua), eval("nn.AdaptiveAvgPool%dd(%s)" % (d, py)), batch)
            case("nn.AdaptiveMaxPool%dd(%s)" % (d, lua), eval("nn.AdaptiveMaxPool%dd(%s)" % (d, py)), single)
    positive = batch.replace("f", "g")
    case("nn.LPPool%dd(2, 2)" % d, eval("nn.LPPool%dd(2, 2)" % d), positive)
    case("nn.LPPool%dd(3, 2, {stride = 1})" % d, eval("nn.LPPool%dd(3, 2, stride=1)" % d), positive)
    case("nn.LPPool%dd(1.5, 2, {ceil_mode = true})" % d, eval("nn.LPPool%dd(1.5, 2, ceil_mode=True)" % d), single.replace("f", "g"))
    even = {1: "f2x2x6", 2: "f1x2x4x4", 3: "f1x1x2x4x2"}[d]
    pool = getattr(nn.functional, "max_pool%dd" % d)
    case("nn.MaxUnpool%dd(2)" % d, eval("nn.MaxUnpool%dd(2)" % d), even,
         call="m(nn.functional.max_pool%dd(a, 2, {return_indices = true}))" % d,
         apply=lambda m, a, pool=pool: m(*pool(a, 2, return_indices=True)))
    odd = {1: "f1x2x5", 2: "f1x1x5x5", 3: "f1x1x3x5x3"}[d]
    size = {1: "{1, 2, 5}", 2: "{1, 1, 5, 5}", 3: "{1, 1, 3, 5, 3}"}[d]
    case("nn.MaxUnpool%dd(2, 2)" % d, eval("nn.MaxUnpool%dd(2, 2)" % d), odd,
         call="(function() local v, i = nn.functional.max_pool%dd(a, 2, {return_indices = true}); return m(v, i, %s) end)()" % (d, size),
         apply=lambda m, a, pool=pool: m(*pool(a, 2, return_indices=True), output_size=a.shape))
for d in (2, 3):
    samples = torch.full((1, 1, d), 0.25)
    lua = "tensor.full({1, 1, %d}, 0.25)" % d
    shape = {2: "f1x1x5x6", 3: "f1x1x4x5x5"}[d]
    case("nn.FractionalMaxPool%dd(2, {output_size = 2, _random_samples = %s})" % (d, lua),
         getattr(nn, "FractionalMaxPool%dd" % d)(2, output_size=2, _random_samples=samples.double()), shape)
    case("nn.FractionalMaxPool%dd(2, {output_ratio = 0.5, return_indices = true, _random_samples = %s})" % (d, lua),
         getattr(nn, "FractionalMaxPool%dd" % d)(2, output_ratio=0.5, return_indices=True, _random_samples=samples.double()), shape,
         apply=positions)
