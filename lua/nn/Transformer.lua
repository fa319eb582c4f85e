--- nn.Transformer.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local initializers = require "luma.nn.initializers"
local LayerNorm = require "luma.nn.LayerNorm"
local transformer = require "luma.nn._transformer"
local TransformerDecoder = require "luma.nn.TransformerDecoder"
local TransformerDecoderLayer = require "luma.nn.TransformerDecoderLayer"
local TransformerEncoder = require "luma.nn.TransformerEncoder"
local TransformerEncoderLayer = require "luma.nn.TransformerEncoderLayer"

---An encoder and a decoder that attends to what it gives (Vaswani et al. 2017). Weights start
---xavier_uniform_.
---
---Shapes: src (S, N, d_model) and tgt (T, N, d_model), with batch_first (N, S, d_model) and
---(N, T, d_model), without a batch (S, d_model) and (T, d_model), to that of tgt.
---@class nn.Transformer : nn.Module
---@field encoder nn.Module
---@field decoder nn.Module
---@overload fun(options?: {d_model: integer?, nhead: integer?, num_encoder_layers: integer?,
---num_decoder_layers: integer?, dim_feedforward: integer?, dropout: number?,
---activation: string|function|nn.Module|nil, custom_encoder: nn.Module?,
---custom_decoder: nn.Module?, layer_norm_eps: number?, batch_first: boolean?,
---norm_first: boolean?, bias: boolean?, device: string?, dtype: string?}): nn.Transformer
local Transformer = class("Transformer")

local parse = arguments("nn.Transformer", {
  {"d_model", "size?", 512}, {"nhead", "size?", 8}, {"num_encoder_layers", "size?", 6},
  {"num_decoder_layers", "size?", 6}, {"dim_feedforward", "size?", 2048},
  {"dropout", "probability?", 0.1}, {"activation", "any?", "relu"}, {"custom_encoder", "any?"},
  {"custom_decoder", "any?"}, {"layer_norm_eps", "number?", 1e-5},
  {"batch_first", "boolean?", false}, {"norm_first", "boolean?", false},
  {"bias", "boolean?", true}, {"device", "string?"}, {"dtype", "string?"},
})

function Transformer:init(...)
  local dim, heads, encoder_layers, decoder_layers, inner, dropout, activation, encoder, decoder,
    eps, first, norm_first, bias, device, dtype = parse(...)
  local function stack(Stack, Layer, count)
    local layer = Layer(dim, heads, inner, dropout, activation, eps, first, norm_first, bias,
      device, dtype)
    return Stack(layer, count,
      LayerNorm(dim, {eps = eps, bias = bias, device = device, dtype = dtype}))
  end
  self.encoder = encoder or stack(TransformerEncoder, TransformerEncoderLayer, encoder_layers)
  self.decoder = decoder or stack(TransformerDecoder, TransformerDecoderLayer, decoder_layers)
  self.d_model, self.nhead, self.batch_first = dim, heads, first
  self:reset_parameters()
end

---Draws the weights anew.
function Transformer:reset_parameters()
  for _, parameter in ipairs(self:parameters()) do
    if parameter.ndim > 1 then initializers.xavier_uniform_(parameter) end
  end
end

---The numbers that hide what comes after each position: -inf above the diagonal, else 0.
---@param sz integer
---@param device? string
---@param dtype? string
---@return Tensor # (sz, sz)
function Transformer.generate_square_subsequent_mask(sz, device, dtype)
  if type(device) == "table" then device, dtype = device.device, device.dtype end
  if math.type(sz) ~= "integer" or sz < 0 then
    fail("generate_square_subsequent_mask: a size is needed, got %s", tostring(sz))
  end
  return transformer.causal_mask(sz, device, dtype)
end

local parse_forward = arguments("Transformer", {
  {"src", "tensor"}, {"tgt", "tensor"}, {"src_mask", "tensor?"}, {"tgt_mask", "tensor?"},
  {"memory_mask", "tensor?"}, {"src_key_padding_mask", "tensor?"},
  {"tgt_key_padding_mask", "tensor?"}, {"memory_key_padding_mask", "tensor?"},
  {"src_is_causal", "boolean?"}, {"tgt_is_causal", "boolean?"},
  {"memory_is_causal", "boolean?", false},
})

---@param src Tensor
---@param tgt Tensor
---@param src_mask? Tensor (S, S), true or -inf: left out
---@param tgt_mask? Tensor (T, T)
---@param memory_mask? Tensor (T, S)
---@param src_key_padding_mask? Tensor (N, S)
---@param tgt_key_padding_mask? Tensor (N, T)
---@param memory_key_padding_mask? Tensor (N, S)
---@param src_is_causal? boolean says that src_mask is the causal one
---@param tgt_is_causal? boolean says that tgt_mask is the causal one
---@param memory_is_causal? boolean says that memory_mask is the causal one
---@return Tensor
function Transformer:forward(...)
  local src, tgt, src_mask, tgt_mask, memory_mask, src_padding, tgt_padding, memory_padding,
    src_causal, tgt_causal, memory_causal = parse_forward(...)
  if src:size(-1) ~= self.d_model or tgt:size(-1) ~= self.d_model then
    fail("Transformer: src and tgt must have d_model (%d) features, got shapes %s and %s",
      self.d_model, src.shape, tgt.shape)
  end
  local batch_at = self.batch_first and 1 or 2
  if src.ndim == 3 and (tgt.ndim ~= 3 or src:size(batch_at) ~= tgt:size(batch_at)) then
    fail("Transformer: src and tgt must have one batch size, got shapes %s and %s", src.shape,
      tgt.shape)
  end
  local memory = self.encoder(src, {mask = src_mask, src_key_padding_mask = src_padding,
    is_causal = src_causal})
  return self.decoder(tgt, memory, {
    tgt_mask = tgt_mask, memory_mask = memory_mask, tgt_key_padding_mask = tgt_padding,
    memory_key_padding_mask = memory_padding, tgt_is_causal = tgt_causal,
    memory_is_causal = memory_causal,
  })
end

return Transformer
