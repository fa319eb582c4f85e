"""Distances and forms of two vectors."""

from opcases import case

case("cosine_similarity", "tensor.cosine_similarity(a, b)", "torch.cosine_similarity(a, b)", "f3x4", "f3x4")
case("cosine_similarity", "tensor.cosine_similarity(a, b, 1)", "torch.cosine_similarity(a, b, 0)", "f3x4", "f3x1")
case("cosine_similarity", "nn.functional.cosine_similarity(a, b:detach(), {dim = -1, eps = 1})", "F.cosine_similarity(a, b.detach(), dim=-1, eps=1)", "u2x3", "f3")
case("cosine_similarity", "tensor.cosine_similarity(a, b, 1)", "torch.cosine_similarity(a, b, 0)", "f4", "f4")
case("pairwise_distance", "tensor.pairwise_distance(a, b)", "F.pairwise_distance(a, b)", "f3x4", "f3x4")
case("pairwise_distance", "nn.functional.pairwise_distance(a, b, 1, 0.1, true)", "F.pairwise_distance(a, b, 1, 0.1, True)", "f3x4", "f4")
case("pairwise_distance", "tensor.pairwise_distance(a, b, {p = 3})", "F.pairwise_distance(a, b, p=3)", "f4", "f4")
case("pairwise_distance", "tensor.pairwise_distance(a, b)", "F.pairwise_distance(a, b)", "f0x4", "f0x4")
case("pairwise_distance", "tensor.pairwise_distance(a, b, 3, 0.1, true)", "F.pairwise_distance(a, b, 3, 0.1, True)", "f", "f")
case("pairwise_distance", "tensor.pairwise_distance(a, b, {eps = 0.25})", "F.pairwise_distance(a, b, eps=0.25)", "i3x4:-5:5", "i4:-5:5")
case("normalize", "nn.functional.normalize(a)", "F.normalize(a)", "f3x4")
case("normalize", "nn.functional.normalize(a, 1, 1)", "F.normalize(a, 1, 0)", "f3x4")
case("normalize", "nn.functional.normalize(a, {dim = 3, eps = 5})", "F.normalize(a, dim=2, eps=5)", "f2x2x3")
case("bilinear", "nn.functional.bilinear(a, b, c)", "F.bilinear(a, b, c)", "f2x3", "f2x2", "f2x3x2")
case("bilinear", "nn.functional.bilinear(a, b, c, d)", "F.bilinear(a, b, c, d)", "f1x2x3", "f1x2x2", "f2x3x2", "f2")
case("bilinear", "nn.functional.bilinear(a, b, c, d)", "F.bilinear(a, b, c, d)", "f3", "f2", "f2x3x2", "f2")
