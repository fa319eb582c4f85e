--- nn.TransformerEncoder.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local transformer = require "luma.nn._transformer"

---num_layers copies of a layer, one after the other, and a norm behind them where one is given.
---enable_nested_tensor and mask_check are PyTorch's switches for a way of its own to leave padding
---out; there is none here, and they mean nothing.
---
---Shapes: those of the layer.
---@class nn.TransformerEncoder : nn.Module
---@field layers nn.ModuleList
---@overload fun(encoder_layer: nn.Module, num_layers: integer, options?: {norm: nn.Module?,
---enable_nested_tensor: boolean?, mask_check: boolean?}): nn.TransformerEncoder
local TransformerEncoder = class("TransformerEncoder")

local parse = arguments("nn.TransformerEncoder", {
  {"encoder_layer", "any"}, {"num_layers", "size"}, {"norm", "any?"},
  {"enable_nested_tensor", "boolean?", true}, {"mask_check", "boolean?", true},
})

function TransformerEncoder:init(...)
  local layer, count, norm = parse(...)
  self.layers = transformer.copies("nn.TransformerEncoder", layer, count)
  self.num_layers = count
  self.norm = norm
end

local parse_forward = arguments("TransformerEncoder", {
  {"src", "tensor"}, {"mask", "tensor?"}, {"src_key_padding_mask", "tensor?"},
  {"is_causal", "boolean?"}, {"cache", "any?"},
})

---@param src Tensor
---@param mask? Tensor (S, S) or (N * nhead, S, S), true or -inf: left out
---@param src_key_padding_mask? Tensor (N, S)
---@param is_causal? boolean says that mask is the causal one; left out: it is looked at
---@param cache? nn.KVCache of the positions before; then attention is causal, without masks
---@return Tensor
function TransformerEncoder:forward(...)
  local x, mask, padding, causal, cache = parse_forward(...)
  transformer.check_masks("TransformerEncoder", {mask = mask, src_key_padding_mask = padding})
  local first = self.layers[1]
  if first then
    local attention = first.self_attn
    local length = transformer.length(x, attention and attention.batch_first)
    causal = transformer.is_causal(mask, causal, length)
  end
  x = transformer.run("TransformerEncoder", self.layers, cache, x, function(layer, inner, part)
    return layer(inner, {src_mask = mask, src_key_padding_mask = padding, is_causal = causal,
      cache = part})
  end)
  return self.norm and self.norm(x) or x
end

return TransformerEncoder
