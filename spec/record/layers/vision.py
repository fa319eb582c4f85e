"""Resampling, rearranging, distances."""

from torch import nn

from layercases import case

case("nn.Upsample{scale_factor = 2}", nn.Upsample(scale_factor=2), "f1x2x3")
case("nn.Upsample(5)", nn.Upsample(5), "f1x2x3")
case("nn.Upsample({3, 5})", nn.Upsample((3, 5)), "f1x1x2x2")
case('nn.Upsample{scale_factor = {2, 3}, mode = "nearest"}', nn.Upsample(scale_factor=(2, 3), mode="nearest"), "f1x1x2x2")
case('nn.Upsample{scale_factor = 2, mode = "linear"}', nn.Upsample(scale_factor=2, mode="linear"), "f1x2x3")
case('nn.Upsample{scale_factor = 2, mode = "bilinear", align_corners = true}',
     nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True), "f1x1x2x3")
case('nn.Upsample{size = {3, 4}, mode = "bicubic"}', nn.Upsample(size=(3, 4), mode="bicubic"), "f1x1x2x3")
case('nn.Upsample{scale_factor = 2, mode = "trilinear"}', nn.Upsample(scale_factor=2, mode="trilinear"), "f1x1x2x2x2")
case('nn.Upsample{scale_factor = 1.7, mode = "bilinear", recompute_scale_factor = true}',
     nn.Upsample(scale_factor=1.7, mode="bilinear", recompute_scale_factor=True), "f1x1x2x3")
for name in ["UpsamplingNearest2d", "UpsamplingBilinear2d"]:
    case("nn.%s{scale_factor = 2}" % name, getattr(nn, name)(scale_factor=2), "f1x1x2x3")
    case("nn.%s({3, 4})" % name, getattr(nn, name)((3, 4)), "f1x1x2x3")
case("nn.PixelShuffle(2)", nn.PixelShuffle(2), "f1x8x2x2")
case("nn.PixelShuffle(2)", nn.PixelShuffle(2), "f4x2x3")
case("nn.PixelUnshuffle(2)", nn.PixelUnshuffle(2), "f1x1x4x4")
case("nn.ChannelShuffle(2)", nn.ChannelShuffle(2), "f1x4x2x2")
case("nn.Flatten(1)", nn.Flatten(0), "f2x3")
case("nn.Flatten{end_dim = 3}", nn.Flatten(end_dim=2), "f2x2x2x2")
case("nn.CosineSimilarity()", nn.CosineSimilarity(), "f3x4", "f3x4")
case("nn.CosineSimilarity(1, 0.5)", nn.CosineSimilarity(0, 0.5), "f3x4", "f3x4")
case("nn.PairwiseDistance()", nn.PairwiseDistance(), "f3x4", "f3x4")
case("nn.PairwiseDistance(1, 0.1, true)", nn.PairwiseDistance(1, 0.1, True), "f3x4", "f3x4")
