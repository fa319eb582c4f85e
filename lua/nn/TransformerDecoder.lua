--- nn.TransformerDecoder.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local transformer = require "luma.nn._transformer"

---num_layers copies of a layer, one after the other, and a norm behind them where one is given.
---
---Shapes: those of the layer.
---@class nn.TransformerDecoder : nn.Module
---@field layers nn.ModuleList
---@overload fun(decoder_layer: nn.Module, num_layers: integer, options?: {norm: nn.Module?}):
---nn.TransformerDecoder
local TransformerDecoder = class("TransformerDecoder")

local parse = arguments("nn.TransformerDecoder", {
  {"decoder_layer", "any"}, {"num_layers", "size"}, {"norm", "any?"},
})

function TransformerDecoder:init(...)
  local layer, count, norm = parse(...)
  self.layers = transformer.copies("nn.TransformerDecoder", layer, count)
  self.num_layers = count
  self.norm = norm
end

local parse_forward = arguments("TransformerDecoder", {
  {"tgt", "tensor"}, {"memory", "tensor"}, {"tgt_mask", "tensor?"}, {"memory_mask", "tensor?"},
  {"tgt_key_padding_mask", "tensor?"}, {"memory_key_padding_mask", "tensor?"},
  {"tgt_is_causal", "boolean?"}, {"memory_is_causal", "boolean?", false},
  {"cache", "any?"},
})

---@param tgt Tensor
---@param memory Tensor what the encoder gave
---@param tgt_mask? Tensor (T, T) or (N * nhead, T, T), true or -inf: left out
---@param memory_mask? Tensor (T, S) or (N * nhead, T, S)
---@param tgt_key_padding_mask? Tensor (N, T)
---@param memory_key_padding_mask? Tensor (N, S)
---@param tgt_is_causal? boolean says that tgt_mask is the causal one; left out: it is looked at
---@param memory_is_causal? boolean says that memory_mask is the causal one
---@param cache? nn.KVCache of the positions of tgt before; then they attend to each other causally,
---without masks
---@return Tensor
function TransformerDecoder:forward(...)
  local x, memory, mask, memory_mask, padding, memory_padding, causal, memory_causal,
    cache = parse_forward(...)
  local first = self.layers[1]
  if first then
    local attention = first.self_attn
    local length = transformer.length(x, attention and attention.batch_first)
    causal = transformer.is_causal(mask, causal, length)
  end
  x = transformer.run("TransformerDecoder", self.layers, cache, x, function(layer, inner, part)
    return layer(inner, memory, {
      tgt_mask = mask, memory_mask = memory_mask, tgt_key_padding_mask = padding,
      memory_key_padding_mask = memory_padding, tgt_is_causal = causal,
      memory_is_causal = memory_causal, cache = part,
    })
  end)
  return self.norm and self.norm(x) or x
end

return TransformerDecoder
