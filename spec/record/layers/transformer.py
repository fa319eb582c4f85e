"""Layers and stacks of transformers. Dropout is 0, or off in evaluation."""

import torch
import torch.nn.functional as F
from torch import nn

from layercases import case

Layer, DecoderLayer = nn.TransformerEncoderLayer, nn.TransformerDecoderLayer
x, xb, x1 = "f3x2x4", "f2x3x4", "f3x4"
y, yb, y1 = "f2x2x4", "f2x2x4", "f2x4"
padding = torch.tensor([[False, True, False], [False, False, True]])
lua_padding = "tensor{{false, true, false}, {false, false, true}}"
causal = torch.ones(3, 3, dtype=torch.bool).triu(1)
lua_causal = "tensor.ones(3, 3):triu(1):bool()"
square = nn.Transformer.generate_square_subsequent_mask
lua_square = "nn.Transformer.generate_square_subsequent_mask(%d, {dtype = 'float64'})"

for lua, name, Class, inputs in [
        ("nn.TransformerEncoderLayer", "encoder", Layer, (x,)),
        ("nn.TransformerDecoderLayer", "decoder", DecoderLayer, (y, x))]:
    batched = ("f2x3x4",) if Class is Layer else ("f2x2x4", "f2x3x4")
    single = ("f3x4",) if Class is Layer else ("f2x4", "f3x4")
    case(lua + "(4, 2, 3, 0)", Class(4, 2, 3, 0.0), *inputs)
    case(lua + "(4, 2, 3, 0.5)", Class(4, 2, 3, 0.5), *inputs, train=False)
    case(lua + "(4, 2, {dim_feedforward = 3, dropout = 0, batch_first = true})",
         Class(4, 2, 3, 0.0, batch_first=True), *batched)
    case(lua + "(4, 1, 3, 0)", Class(4, 1, 3, 0.0), *single)
    case(lua + "(4, 2, 3, 0, 'gelu')", Class(4, 2, 3, 0.0, "gelu"), *inputs)
    case(lua + "(4, 2, 3, 0, {activation = 'relu', norm_first = true})",
         Class(4, 2, 3, 0.0, "relu", norm_first=True), *inputs)
    case(lua + "(4, 2, 3, 0, {activation = nn.functional.silu})", Class(4, 2, 3, 0.0, F.silu), *inputs)
    case(lua + "(4, 2, 3, 0, {activation = nn.Tanh()})", Class(4, 2, 3, 0.0, nn.Tanh()), *inputs)
    case(lua + "(4, 2, 3, 0, 'relu', 0.1)", Class(4, 2, 3, 0.0, "relu", 0.1), *inputs)
    case(lua + "(4, 2, 3, 0, {bias = false})", Class(4, 2, 3, 0.0, bias=False), *inputs)
    case(lua + "(4, 2, 3, 0, 'gelu', 1e-3, true, true, false)",
         Class(4, 2, 3, 0.0, "gelu", 1e-3, True, True, False), *batched)

one = "nn.TransformerEncoderLayer(4, 2, 3, 0)"
first = "nn.TransformerEncoderLayer(4, 2, 3, 0, {batch_first = true})"
case(one, Layer(4, 2, 3, 0.0), x, call="m(a, %s)" % lua_causal, apply=lambda m, a: m(a, causal))
case(one, Layer(4, 2, 3, 0.0), x, "f3x3", call="m(a, b)")
case(one, Layer(4, 2, 3, 0.0), x, call="m(a, {src_key_padding_mask = %s})" % lua_padding,
     apply=lambda m, a: m(a, src_key_padding_mask=padding))
case(first, Layer(4, 2, 3, 0.0, batch_first=True), xb, call="m(a, %s, %s)" % (lua_causal, lua_padding),
     apply=lambda m, a: m(a, causal, padding))
case(one, Layer(4, 2, 3, 0.0), x, call="m(a, %s, nil, true)" % (lua_square % 3),
     apply=lambda m, a: m(a, square(3, dtype=torch.float64), None, True))

stack = "nn.TransformerEncoder(%s, 2, nn.LayerNorm(4))"
case(stack % one, nn.TransformerEncoder(Layer(4, 2, 3, 0.0), 2, nn.LayerNorm(4)), x)
case("nn.TransformerEncoder(%s, 2)" % one, nn.TransformerEncoder(Layer(4, 2, 3, 0.0), 2), x1)
case("nn.TransformerEncoder(%s, 1, {enable_nested_tensor = false})" % first,
     nn.TransformerEncoder(Layer(4, 2, 3, 0.0, batch_first=True), 1, enable_nested_tensor=False), xb,
     call="m(a, {src_key_padding_mask = %s})" % lua_padding,
     apply=lambda m, a: m(a, src_key_padding_mask=padding))
for mask, lua_mask in [(causal, lua_causal), (square(3, dtype=torch.float64), lua_square % 3)]:
    case("nn.TransformerEncoder(%s, 1)" % one, nn.TransformerEncoder(Layer(4, 2, 3, 0.0), 1), x,
         call="m(a, %s)" % lua_mask, apply=lambda m, a, k=mask: m(a, k))
case("nn.TransformerEncoder(%s, 1)" % one, nn.TransformerEncoder(Layer(4, 2, 3, 0.0), 1), x, "f3x3",
     call="m(a, {mask = b})", apply=lambda m, a, b: m(a, b))
case("nn.TransformerEncoder(%s, 1)" % first,
     nn.TransformerEncoder(Layer(4, 2, 3, 0.0, batch_first=True), 1), xb, train=False)

two = "nn.TransformerDecoderLayer(4, 2, 3, 0)"
masks = "tgt_mask = tensor.ones(2, 2):triu(1):bool(), memory_mask = c, " \
        "memory_key_padding_mask = %s" % lua_padding
small = torch.ones(2, 2, dtype=torch.bool).triu(1)
target = torch.tensor([[False, True], [False, False]])
lua_target = "tensor{{false, true}, {false, false}}"
case(two, DecoderLayer(4, 2, 3, 0.0), y, x, "f2x3", call="m(a, b, {%s})" % masks,
     apply=lambda m, a, b, c: m(a, b, tgt_mask=small, memory_mask=c, memory_key_padding_mask=padding))
case(two, DecoderLayer(4, 2, 3, 0.0), y, x, call="m(a, b, nil, nil, %s)" % lua_target,
     apply=lambda m, a, b: m(a, b, None, None, target))
case("nn.TransformerDecoder(%s, 2, nn.LayerNorm(4))" % two,
     nn.TransformerDecoder(DecoderLayer(4, 2, 3, 0.0), 2, nn.LayerNorm(4)), y, x)
case("nn.TransformerDecoder(%s, 1)" % two, nn.TransformerDecoder(DecoderLayer(4, 2, 3, 0.0), 1), y, x,
     "f2x3", call="m(a, b, {%s, tgt_key_padding_mask = %s})" % (masks, lua_target),
     apply=lambda m, a, b, c: m(a, b, tgt_mask=small, memory_mask=c, memory_key_padding_mask=padding,
                                tgt_key_padding_mask=target))
case("nn.TransformerDecoder(%s, 1)" % two, nn.TransformerDecoder(DecoderLayer(4, 2, 3, 0.0), 1), y1, x1,
     call="m(a, b, {tgt_mask = %s, tgt_is_causal = true})" % (lua_square % 2),
     apply=lambda m, a, b: m(a, b, tgt_mask=square(2, dtype=torch.float64), tgt_is_causal=True))
