"""Normalisation."""

from torch import nn

from layercases import case

x = "f3x4"
case("nn.LayerNorm(4)", nn.LayerNorm(4), x)
case("nn.LayerNorm({2, 3})", nn.LayerNorm((2, 3)), "f2x2x3")
case("nn.LayerNorm(4, 0.1)", nn.LayerNorm(4, 0.1), x)
case("nn.LayerNorm(4, {elementwise_affine = false})", nn.LayerNorm(4, elementwise_affine=False), x)
case("nn.LayerNorm(4, {bias = false})", nn.LayerNorm(4, bias=False), x)
case("nn.BatchNorm1d(4)", nn.BatchNorm1d(4), x)
case("nn.BatchNorm1d(4)", nn.BatchNorm1d(4), x, twice=True)
case("nn.BatchNorm1d(2)", nn.BatchNorm1d(2), "f3x2x2")
case("nn.BatchNorm1d(4, {momentum = 0.3, eps = 0.01})", nn.BatchNorm1d(4, momentum=0.3, eps=0.01), x)
case("nn.BatchNorm1d(4, {momentum = false})", nn.BatchNorm1d(4, momentum=None), x, twice=True)
case("nn.BatchNorm1d(4, {affine = false})", nn.BatchNorm1d(4, affine=False), x)
case("nn.BatchNorm1d(4, {track_running_stats = false})", nn.BatchNorm1d(4, track_running_stats=False), x)
case("nn.BatchNorm1d(4)", nn.BatchNorm1d(4), x, train=False)
case("nn.BatchNorm1d(4, {track_running_stats = false})", nn.BatchNorm1d(4, track_running_stats=False), x,
     train=False)
