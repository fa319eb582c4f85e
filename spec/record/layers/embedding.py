"""Tables of vectors, alone and in bags."""

import torch
from torch import nn

from layercases import case

case("nn.Embedding(5, 3)", nn.Embedding(5, 3), "p4:5")
case("nn.Embedding(5, 3, 2)", nn.Embedding(5, 3, 1), "p6:5")
case("nn.Embedding(5, 2, {padding_idx = -1})", nn.Embedding(5, 2, padding_idx=-1), "p2x4:5")
case("nn.Embedding(5, 2)", nn.Embedding(5, 2), "p:5")
case("nn.Embedding(5, 2)", nn.Embedding(5, 2), "p2x0:5")
case("nn.Embedding(5, 2)", nn.Embedding(5, 2), "p2x2:5", train=False)
case("nn.Embedding(4, 3, {max_norm = 0.8})", nn.Embedding(4, 3, max_norm=0.8), "p5:4")
case("nn.Embedding(4, 3, {max_norm = 0.8})", nn.Embedding(4, 3, max_norm=0.8), "p5:4", twice=True)
case("nn.Embedding(4, 3, nil, 1, 1)", nn.Embedding(4, 3, None, 1.0, 1.0), "p5:4")
case("nn.Embedding(4, 3, 3, 0.5, 3, true)", nn.Embedding(4, 3, 2, 0.5, 3.0, True), "p3x2:4")
case("nn.Embedding(3, 2, {scale_grad_by_freq = true})", nn.Embedding(3, 2, scale_grad_by_freq=True), "p7:3")

for mode in ["mean", "sum", "max"]:
    lua = "mode = '%s'" % mode
    case("nn.EmbeddingBag(5, 3, {%s})" % lua, nn.EmbeddingBag(5, 3, mode=mode), "p2x4:5")
    case("nn.EmbeddingBag(5, 3, {%s})" % lua, nn.EmbeddingBag(5, 3, mode=mode), "p6:5",
         call="m(a, tensor{1, 1, 4})", apply=lambda m, a: m(a, torch.tensor([0, 0, 3])))
    case("nn.EmbeddingBag(5, 3, {%s, include_last_offset = true})" % lua,
         nn.EmbeddingBag(5, 3, mode=mode, include_last_offset=True), "p6:5",
         call="m(a, tensor{1, 3, 7})", apply=lambda m, a: m(a, torch.tensor([0, 2, 6])))
    case("nn.EmbeddingBag(3, 2, {%s, padding_idx = 2})" % lua,
         nn.EmbeddingBag(3, 2, mode=mode, padding_idx=1), "p3x3:3")
    case("nn.EmbeddingBag(4, 3, {%s, max_norm = 0.8, norm_type = 1})" % lua,
         nn.EmbeddingBag(4, 3, mode=mode, max_norm=0.8, norm_type=1.0), "p2x3:4")
    if mode != "max":
        case("nn.EmbeddingBag(3, 2, {%s, scale_grad_by_freq = true})" % lua,
             nn.EmbeddingBag(3, 2, mode=mode, scale_grad_by_freq=True), "p2x4:3")
case("nn.EmbeddingBag(5, 3)", nn.EmbeddingBag(5, 3), "p2x2:5", train=False)
case("nn.EmbeddingBag(4, 2, {mode = 'sum'})", nn.EmbeddingBag(4, 2, mode="sum"), "p2x3:4", "f2x3",
     call="m(a, nil, b)", apply=lambda m, a, b: m(a, None, b))
case("nn.EmbeddingBag(4, 2, {mode = 'sum', padding_idx = -1})",
     nn.EmbeddingBag(4, 2, mode="sum", padding_idx=-1), "p5:4", "f5",
     call="m(a, tensor{1, 3}, b)", apply=lambda m, a, b: m(a, torch.tensor([0, 2]), b))
