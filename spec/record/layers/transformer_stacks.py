"""nn.Transformer, encoder and decoder in one."""

import torch
from torch import nn

from layercases import case

sizes = dict(d_model=4, nhead=2, num_encoder_layers=1, num_decoder_layers=1, dim_feedforward=3)
lua = "d_model = 4, nhead = 2, num_encoder_layers = 1, num_decoder_layers = 1, dim_feedforward = 3"
case("nn.Transformer(4, 2, 1, 1, 3, 0)", nn.Transformer(4, 2, 1, 1, 3, 0.0), "f3x2x4", "f2x2x4")
case("nn.Transformer{%s}" % lua, nn.Transformer(**sizes), "f3x2x4", "f2x2x4", train=False)
case("nn.Transformer{%s, dropout = 0, batch_first = true, norm_first = true, activation = 'gelu'}" % lua,
     nn.Transformer(**sizes, dropout=0.0, batch_first=True, norm_first=True, activation="gelu"),
     "f2x3x4", "f2x2x4")
case("nn.Transformer{%s, dropout = 0, bias = false, layer_norm_eps = 0.01}" % lua,
     nn.Transformer(**sizes, dropout=0.0, bias=False, layer_norm_eps=0.01), "f3x4", "f2x4")
square = nn.Transformer.generate_square_subsequent_mask
padding = torch.tensor([[False, True, False], [False, False, True]])
case("nn.Transformer{%s, dropout = 0}" % lua, nn.Transformer(**sizes, dropout=0.0),
     "f3x2x4", "f2x2x4", "f2x3",
     call="m(a, b, {tgt_mask = nn.Transformer.generate_square_subsequent_mask(2, 'cpu', 'float64'), "
          "memory_mask = c, src_key_padding_mask = tensor{{false, true, false}, {false, false, true}}})",
     apply=lambda m, a, b, c: m(a, b, tgt_mask=square(2, dtype=torch.float64), memory_mask=c,
                                src_key_padding_mask=padding))
case("nn.Transformer{d_model = 4, nhead = 1, dim_feedforward = 2, dropout = 0, num_encoder_layers = 1, "
     "custom_decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 1, 2, 0), 1)}",
     nn.Transformer(4, 1, 1, 1, 2, 0.0, custom_decoder=nn.TransformerDecoder(
         nn.TransformerDecoderLayer(4, 1, 2, 0.0), 1)), "f2x4", "f2x4")
