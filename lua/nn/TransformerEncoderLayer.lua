--- nn.TransformerEncoderLayer.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local transformer = require "luma.nn._transformer"

---Self-attention and a feed-forward net of two linear maps, each with dropout, a residual
---connection and layer normalisation: behind them (Vaswani et al. 2017), or before with norm_first
---(Xiong et al. 2020).
---
---Shapes: (S, N, d_model), with batch_first (N, S, d_model), without a batch (S, d_model), to the
---same.
---@class nn.TransformerEncoderLayer : nn.Module
---@field self_attn nn.MultiheadAttention
---@overload fun(d_model: integer, nhead: integer, options?: {dim_feedforward: integer?,
---dropout: number?, activation: string|function|nn.Module|nil, layer_norm_eps: number?,
---batch_first: boolean?, norm_first: boolean?, bias: boolean?, device: string?,
---dtype: string?}): nn.TransformerEncoderLayer
local TransformerEncoderLayer = class("TransformerEncoderLayer")

local parse = transformer.layer_arguments("nn.TransformerEncoderLayer")

function TransformerEncoderLayer:init(...)
  transformer.fill(self, "nn.TransformerEncoderLayer", {"self_attn"}, parse(...))
end

local parse_forward = arguments("TransformerEncoderLayer", {
  {"src", "tensor"}, {"src_mask", "tensor?"}, {"src_key_padding_mask", "tensor?"},
  {"is_causal", "boolean?", false}, {"cache", "any?"},
})

---@param src Tensor
---@param src_mask? Tensor (S, S) or (N * nhead, S, S), true or -inf: left out
---@param src_key_padding_mask? Tensor (N, S)
---@param is_causal? boolean says that src_mask is the causal one
---@param cache? nn.KVCache of the positions before; then attention is causal, without masks
---@return Tensor
function TransformerEncoderLayer:forward(...)
  local x, mask, padding, causal, cache = parse_forward(...)
  local attention, dropout1, dropout2 = self.self_attn, self.dropout1, self.dropout2
  if self.norm_first then
    local normal = self.norm1(x)
    x = x + transformer.attended(attention, dropout1, normal, normal, mask, padding, causal, cache)
    return x + transformer.fed_forward(self, dropout2, self.norm2(x))
  end
  x = self.norm1(x + transformer.attended(attention, dropout1, x, x, mask, padding, causal, cache))
  return self.norm2(x + transformer.fed_forward(self, dropout2, x))
end

return TransformerEncoderLayer
