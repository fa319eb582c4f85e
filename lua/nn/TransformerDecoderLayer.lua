--- nn.TransformerDecoderLayer.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local transformer = require "luma.nn._transformer"

---Self-attention, attention to the memory of an encoder, and a feed-forward net, each with dropout,
---a residual connection and layer normalisation: behind them (Vaswani et al. 2017), or before with
---norm_first.
---
---Shapes: tgt (T, N, d_model) and memory (S, N, d_model), with batch_first (N, T, d_model) and
---(N, S, d_model), without a batch (T, d_model) and (S, d_model), to that of tgt.
---@class nn.TransformerDecoderLayer : nn.Module
---@field self_attn nn.MultiheadAttention
---@field multihead_attn nn.MultiheadAttention to the memory
---@overload fun(d_model: integer, nhead: integer, options?: {dim_feedforward: integer?,
---dropout: number?, activation: string|function|nn.Module|nil, layer_norm_eps: number?,
---batch_first: boolean?, norm_first: boolean?, bias: boolean?, device: string?,
---dtype: string?}): nn.TransformerDecoderLayer
local TransformerDecoderLayer = class("TransformerDecoderLayer")

local parse = transformer.layer_arguments("nn.TransformerDecoderLayer")

function TransformerDecoderLayer:init(...)
  transformer.fill(self, "nn.TransformerDecoderLayer", {"self_attn", "multihead_attn"}, parse(...))
end

local parse_forward = arguments("TransformerDecoderLayer", {
  {"tgt", "tensor"}, {"memory", "tensor"}, {"tgt_mask", "tensor?"}, {"memory_mask", "tensor?"},
  {"tgt_key_padding_mask", "tensor?"}, {"memory_key_padding_mask", "tensor?"},
  {"tgt_is_causal", "boolean?", false}, {"memory_is_causal", "boolean?", false},
  {"cache", "any?"},
})

---@param tgt Tensor
---@param memory Tensor
---@param tgt_mask? Tensor (T, T) or (N * nhead, T, T), true or -inf: left out
---@param memory_mask? Tensor (T, S) or (N * nhead, T, S)
---@param tgt_key_padding_mask? Tensor (N, T)
---@param memory_key_padding_mask? Tensor (N, S)
---@param tgt_is_causal? boolean says that tgt_mask is the causal one
---@param memory_is_causal? boolean says that memory_mask is the causal one
---@param cache? nn.KVCache of the positions of tgt before; then they attend to each other causally,
---without masks
---@return Tensor
function TransformerDecoderLayer:forward(...)
  local x, memory, mask, memory_mask, padding, memory_padding, causal, memory_causal,
    cache = parse_forward(...)
  local own, other = self.self_attn, self.multihead_attn
  local attended, fed_forward = transformer.attended, transformer.fed_forward
  if self.norm_first then
    local normal = self.norm1(x)
    x = x + attended(own, self.dropout1, normal, normal, mask, padding, causal, cache)
    x = x + attended(other, self.dropout2, self.norm2(x), memory, memory_mask, memory_padding,
      memory_causal)
    return x + fed_forward(self, self.dropout3, self.norm3(x))
  end
  x = self.norm1(x + attended(own, self.dropout1, x, x, mask, padding, causal, cache))
  x = self.norm2(x + attended(other, self.dropout2, x, memory, memory_mask, memory_padding,
    memory_causal))
  return self.norm3(x + fed_forward(self, self.dropout3, x))
end

return TransformerDecoderLayer
