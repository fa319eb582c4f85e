"""Bilinear forms."""

from torch import nn

from layercases import case

case("nn.Bilinear(3, 2, 4)", nn.Bilinear(3, 2, 4), "f2x3", "f2x2")
case("nn.Bilinear(3, 2, 2, {bias = false})", nn.Bilinear(3, 2, 2, bias=False), "f1x2x3", "f1x2x2")
case("nn.Bilinear(3, 2, 2)", nn.Bilinear(3, 2, 2), "f3", "f2")
