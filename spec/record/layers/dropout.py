"""Dropout, where nothing is drawn."""

from torch import nn

from layercases import case

shapes = {"Dropout1d": "f2x3x2", "Dropout2d": "f2x3x2x2", "Dropout3d": "f1x2x2x2x2", "AlphaDropout": "f3x4", "FeatureAlphaDropout": "f2x3x2"}
for name, shape in shapes.items():
    case("nn.%s(0)" % name, getattr(nn, name)(0.0), shape)
    case("nn.%s(0.9)" % name, getattr(nn, name)(0.9), shape, train=False)
    case("nn.%s(1)" % name, getattr(nn, name)(1.0), shape)
case("nn.DropPath(0.5)", nn.Identity(), "f3x4", train=False)
case("nn.DropPath()", nn.Identity(), "f3x4")
