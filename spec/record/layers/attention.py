"""Attention of many heads, and position encodings."""

import math

import torch
from torch import nn

from layercases import case

MHA = nn.MultiheadAttention
three = ("f3x2x4", "f4x2x4", "f4x2x4")  # (L, N, E), (S, N, E)
first = ("f2x3x4", "f2x4x4", "f2x4x4")  # (N, L, E)
single = ("f3x4", "f4x4", "f4x4")

case("nn.MultiheadAttention(4, 2)", MHA(4, 2), *three)
case("nn.MultiheadAttention(4, 1)", MHA(4, 1), *three)
case("nn.MultiheadAttention(4, 2)", MHA(4, 2), *three, train=False)
case("nn.MultiheadAttention(4, 2, 0.5)", MHA(4, 2, 0.5), *three, train=False)
case("nn.MultiheadAttention(4, 2, {batch_first = true})", MHA(4, 2, batch_first=True), *first)
case("nn.MultiheadAttention(4, 2)", MHA(4, 2), *single)
case("nn.MultiheadAttention(4, 2, {batch_first = true})", MHA(4, 2, batch_first=True), *single)
case("nn.MultiheadAttention(4, 2, {bias = false})", MHA(4, 2, bias=False), *three)
case("nn.MultiheadAttention(4, 2, {add_bias_kv = true})", MHA(4, 2, add_bias_kv=True), *three)
case("nn.MultiheadAttention(4, 2, {add_zero_attn = true})", MHA(4, 2, add_zero_attn=True), *three)
case("nn.MultiheadAttention(4, 2, 0, true, true, true)", MHA(4, 2, 0.0, True, True, True), *single)
case("nn.MultiheadAttention(4, 2, {kdim = 3, vdim = 2})", MHA(4, 2, kdim=3, vdim=2),
     "f3x2x4", "f4x2x3", "f4x2x2")
case("nn.MultiheadAttention(4, 2, {kdim = 3, bias = false, batch_first = true})",
     MHA(4, 2, kdim=3, bias=False, batch_first=True), "f2x3x4", "f2x2x3", "f2x2x4")
case("nn.MultiheadAttention(4, 2, {kdim = 3, add_bias_kv = true})", MHA(4, 2, kdim=3, add_bias_kv=True),
     "f3x4", "f2x3", "f2x4")

# self-attention, and one tensor as key and value
case("nn.MultiheadAttention(4, 2)", MHA(4, 2), "f3x2x4", call="m(a, a, a)", apply=lambda m, a: m(a, a, a))
case("nn.MultiheadAttention(4, 2)", MHA(4, 2), "f3x2x4", "f2x2x4", call="m(a, b, b)",
     apply=lambda m, a, b: m(a, b, b))
case("nn.MultiheadAttention(4, 2, {batch_first = true})", MHA(4, 2, batch_first=True), "f2x3x4",
     call="m(a, a, a, {need_weights = false})", apply=lambda m, a: m(a, a, a, need_weights=False))

for weights in [True, False]:
    w = str(weights).lower()
    make = lambda **o: MHA(4, 2, **o)

    def options(lua, make_lua, module, inputs, **named):
        case(make_lua, module, *inputs, call="m(a, b, c, {need_weights = %s, %s})" % (w, lua),
             apply=lambda m, *x, need=weights: m(
                 x[0], x[1], x[2], need_weights=need,
                 **{k: v(*x) if callable(v) else v for k, v in named.items()}))

    plain = "nn.MultiheadAttention(4, 2)"
    hidden = torch.ones(3, 4, dtype=torch.bool).triu(1)
    options("attn_mask = tensor.ones(3, 4):triu(1):bool()", plain, make(), three, attn_mask=hidden)
    options("attn_mask = d", plain, make(), (*three, "f3x4"), attn_mask=lambda a, b, c, d: d)
    options("attn_mask = d", plain, make(), (*three, "f4x3x4"), attn_mask=lambda a, b, c, d: d)
    options("attn_mask = tensor.ones(4, 3, 4):triu(1):bool()", plain, make(), three,
            attn_mask=hidden.expand(4, 3, 4))
    padding = torch.tensor([[False, True, False, True], [False, False, False, True]])
    lua_padding = "tensor{{false, true, false, true}, {false, false, false, true}}"
    options("key_padding_mask = " + lua_padding, plain, make(), three, key_padding_mask=padding)
    options("key_padding_mask = d", plain, make(), (*three, "f2x4"),
            key_padding_mask=lambda a, b, c, d: d)
    options("key_padding_mask = %s, attn_mask = tensor.ones(3, 4):triu(1):bool()" % lua_padding, plain,
            make(), three, key_padding_mask=padding, attn_mask=hidden)
    options("key_padding_mask = %s, attn_mask = d" % lua_padding,
            "nn.MultiheadAttention(4, 2, {batch_first = true})", make(batch_first=True),
            (*first, "f3x4"), key_padding_mask=padding, attn_mask=lambda a, b, c, d: d)
    options("key_padding_mask = tensor{false, true, false, true}", plain, make(), single,
            key_padding_mask=padding[0])
    options("attn_mask = d", plain, make(), (*single, "f2x3x4"), attn_mask=lambda a, b, c, d: d)
    options("average_attn_weights = false", plain, make(), three, average_attn_weights=False)
    options("average_attn_weights = false", plain, make(), single, average_attn_weights=False)
    options("attn_mask = tensor.ones(3, 3):triu(1):bool(), is_causal = true", plain, make(),
            ("f3x2x4", "f3x2x4", "f3x2x4"), attn_mask=torch.ones(3, 3, dtype=torch.bool).triu(1),
            is_causal=True)
    options("attn_mask = tensor.ones(3, 4):triu(1):bool(), key_padding_mask = " + lua_padding,
            "nn.MultiheadAttention(4, 2, {add_bias_kv = true, add_zero_attn = true})",
            make(add_bias_kv=True, add_zero_attn=True), three, attn_mask=hidden,
            key_padding_mask=padding)
case("nn.MultiheadAttention(4, 2)", MHA(4, 2), *three, call="m(a, b, c, nil, true, nil, false)",
     apply=lambda m, a, b, c: m(a, b, c, None, True, None, False))
# Rows that see nothing: zeros without weights, NaN with them.
case("nn.MultiheadAttention(4, 2)", MHA(4, 2), *three,
     call="m(a, b, c, {need_weights = false, key_padding_mask = tensor{{true, true, true, true}, "
          "{false, true, true, true}}})",
     apply=lambda m, a, b, c: m(a, b, c, need_weights=False, key_padding_mask=torch.tensor(
         [[True] * 4, [False] + [True] * 3])))


class RoPE(nn.Module):
    """Su et al. 2021, equation 34, in either order of the features."""

    def __init__(self, dims, traditional=False, base=10000.0, scale=1.0):
        super().__init__()
        self.dims, self.traditional, self.base, self.scale = dims, traditional, base, scale

    def forward(self, x, offset=0):
        theta = self.base ** (-2 * torch.arange(self.dims // 2) / self.dims)
        angle = (torch.arange(x.shape[-2]) + offset)[:, None] * self.scale * theta
        x, rest = x[..., :self.dims], x[..., self.dims:]
        pairs = x.unflatten(-1, (-1, 2)) if self.traditional else x.unflatten(-1, (2, -1)).transpose(-1, -2)
        turned = torch.view_as_real(torch.view_as_complex(pairs.contiguous()) * torch.polar(
            torch.ones_like(angle), angle))
        turned = turned.flatten(-2) if self.traditional else turned.transpose(-1, -2).flatten(-2)
        return torch.cat([turned, rest], -1)


case("nn.RoPE(4)", RoPE(4), "f2x3x4")
case("nn.RoPE(4, true)", RoPE(4, True), "f2x3x4")
case("nn.RoPE(4, {base = 100, scale = 0.5})", RoPE(4, base=100.0, scale=0.5), "f2x1x2x6")
case("nn.RoPE(2, {traditional = true, scale = 2})", RoPE(2, True, scale=2.0), "f3x4")
for call, offset in [("m(a, 5)", 5), ("m(a, {offset = 1})", 1)]:
    case("nn.RoPE(4)", RoPE(4), "f3x4", call=call, apply=lambda m, a, o=offset: m(a, o))
case("nn.RoPE(4)", RoPE(4), "f2x4", "f2x4", call="m(a, 1), m(b)", apply=lambda m, a, b: (m(a, 1), m(b)))


class ALiBi(nn.Module):
    def forward(self, scores, offset=0, mask=None):
        heads, length, keys = scores.shape[-3:]
        slopes = 2.0 ** (-8 * torch.arange(1, heads + 1) / heads)
        far = (torch.arange(length)[:, None] + offset - torch.arange(keys)).abs()
        bias = -slopes[:, None, None] * far
        return scores + (bias if mask is None else bias + mask)


case("nn.ALiBi()", ALiBi(), "f1x4x2x3")
case("nn.ALiBi()", ALiBi(), "f3x2x2", call="m(a, 2)", apply=lambda m, a: m(a, 2))
case("nn.ALiBi()", ALiBi(), "f1x2x2x3", "f2x3", call="m(a, {mask = b, offset = 1})",
     apply=lambda m, a, b: m(a, 1, b))


class Sinusoidal(nn.Module):
    def __init__(self, dims, low=1e-4, high=1.0, scale=None, cos_first=False, full_turns=False):
        super().__init__()
        half = dims // 2
        share = 1 - torch.arange(half) / (half - 1) if half > 1 else torch.ones(1)
        self.sigma = torch.exp(share * (math.log(high) - math.log(low)) + math.log(low))
        if full_turns:
            self.sigma = self.sigma * 2 * math.pi
        self.scale, self.cos_first = scale or math.sqrt(2 / dims), cos_first

    def forward(self, x):
        y = x[..., None] * self.sigma
        parts = [y.cos(), y.sin()] if self.cos_first else [y.sin(), y.cos()]
        return torch.cat(parts, -1) * self.scale


case("nn.SinusoidalPositionalEncoding(6)", Sinusoidal(6), "f2x3")
case("nn.SinusoidalPositionalEncoding(2)", Sinusoidal(2), "f2")
case("nn.SinusoidalPositionalEncoding(4, 0.01, 10, 1, true, true)",
     Sinusoidal(4, 0.01, 10.0, 1.0, True, True), "f3")
case("nn.SinusoidalPositionalEncoding(4, {scale = 2, cos_first = true})",
     Sinusoidal(4, scale=2.0, cos_first=True), "f3")
