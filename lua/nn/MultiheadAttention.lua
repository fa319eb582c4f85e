--- nn.MultiheadAttention.

local arguments = require "luma.arguments"
local attend = require "luma.nn._attend"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local initializers = require "luma.nn.initializers"
local Linear = require "luma.nn.Linear"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

---Attention of num_heads heads: query, key and value are projected, each head attends with its
---share of embed_dim, and what the heads give is projected again (Vaswani et al. 2017).
---
---Shapes: query (L, N, embed_dim), key (S, N, kdim), value (S, N, vdim) to (L, N, embed_dim); with
---batch_first the batch N stands first; without a batch (L, embed_dim) and so on.
---
---add_bias_kv adds a learned key and value, add_zero_attn one of zeros. In masks of this module
---true means left out, as in PyTorch; masks of numbers are added to the scores.
---@class nn.MultiheadAttention : nn.Module
---@field in_proj_weight? Tensor (3 * embed_dim, embed_dim); where kdim or vdim differ there are
---q_proj_weight, k_proj_weight and v_proj_weight instead
---@field in_proj_bias? Tensor (3 * embed_dim)
---@field bias_k? Tensor (1, 1, embed_dim)
---@field bias_v? Tensor (1, 1, embed_dim)
---@field out_proj nn.Linear
---@overload fun(embed_dim: integer, num_heads: integer, options?: {dropout: number?,
---bias: boolean?, add_bias_kv: boolean?, add_zero_attn: boolean?, kdim: integer?, vdim: integer?,
---batch_first: boolean?, device: string?, dtype: string?}): nn.MultiheadAttention
local MultiheadAttention = class("MultiheadAttention")

local parse = arguments("nn.MultiheadAttention", {
  {"embed_dim", "size"}, {"num_heads", "size"}, {"dropout", "probability?", 0},
  {"bias", "boolean?", true}, {"add_bias_kv", "boolean?", false},
  {"add_zero_attn", "boolean?", false}, {"kdim", "size?"}, {"vdim", "size?"},
  {"batch_first", "boolean?", false}, {"device", "string?"}, {"dtype", "string?"},
})

function MultiheadAttention:init(...)
  local dim, heads, dropout, bias, bias_kv, zero, kdim, vdim, first, device, dtype = parse(...)
  if dim == 0 or heads == 0 then
    fail("nn.MultiheadAttention: embed_dim and num_heads must be above 0, got %d and %d", dim,
      heads)
  elseif dim % heads ~= 0 then
    fail("nn.MultiheadAttention: embed_dim must be divisible by num_heads, got %d and %d", dim,
      heads)
  end
  self.embed_dim, self.num_heads, self.head_dim = dim, heads, dim // heads
  self.kdim, self.vdim = kdim or dim, vdim or dim
  self.dropout, self.batch_first, self.add_zero_attn = dropout, first, zero
  local function parameter(...) return Parameter(tensor.empty({...}, dtype, device)) end
  if self.kdim == dim and self.vdim == dim then
    self.in_proj_weight = parameter(3 * dim, dim)
  else
    self.q_proj_weight = parameter(dim, dim)
    self.k_proj_weight = parameter(dim, self.kdim)
    self.v_proj_weight = parameter(dim, self.vdim)
  end
  if bias then self.in_proj_bias = parameter(3 * dim) end
  self.out_proj = Linear(dim, dim, {bias = bias, device = device, dtype = dtype})
  if bias_kv then
    self.bias_k = parameter(1, 1, dim)
    self.bias_v = parameter(1, 1, dim)
  end
  self:reset_parameters()
end

---Draws the parameters anew: projections xavier_uniform_, biases 0.
function MultiheadAttention:reset_parameters()
  for _, name in ipairs{"in_proj_weight", "q_proj_weight", "k_proj_weight", "v_proj_weight"} do
    if self[name] then initializers.xavier_uniform_(self[name]) end
  end
  if self.in_proj_bias then
    initializers.zeros_(self.in_proj_bias)
    initializers.zeros_(self.out_proj.bias)
  end
  for _, name in ipairs{"bias_k", "bias_v"} do
    if self[name] then initializers.xavier_normal_(self[name]) end
  end
end

local parse_forward = arguments("MultiheadAttention", {
  {"query", "tensor"}, {"key", "tensor"}, {"value", "tensor"}, {"key_padding_mask", "tensor?"},
  {"need_weights", "boolean?", true}, {"attn_mask", "tensor?"},
  {"average_attn_weights", "boolean?", true}, {"is_causal", "boolean?", false},
  {"cache", "any?"},
})

---@param query Tensor
---@param key Tensor
---@param value Tensor
---@param key_padding_mask? Tensor (N, S): true, or -inf to be added, leaves keys out
---@param need_weights? boolean default true; false takes the fast way and gives no weights
---@param attn_mask? Tensor (L, S) or (N * num_heads, L, S)
---@param average_attn_weights? boolean default true: weights (N, L, S), not (N, num_heads, L, S)
---@param is_causal? boolean says that attn_mask is the causal one
---@param cache? nn.KVCache keys and values of the positions before; then attention is causal
---@return Tensor output, Tensor? weights
function MultiheadAttention:forward(...)
  local query, key, value, padding, need_weights, mask, average, causal, cache = parse_forward(...)
  return attend("MultiheadAttention", query, key, value, {
    embed_dim = self.embed_dim, num_heads = self.num_heads, batch_first = self.batch_first,
    in_proj_weight = self.in_proj_weight, in_proj_bias = self.in_proj_bias,
    use_separate_proj_weight = not self.in_proj_weight, q_proj_weight = self.q_proj_weight,
    k_proj_weight = self.k_proj_weight, v_proj_weight = self.v_proj_weight,
    bias_k = self.bias_k, bias_v = self.bias_v, add_zero_attn = self.add_zero_attn,
    out_proj_weight = self.out_proj.weight, out_proj_bias = self.out_proj.bias,
    dropout_p = self.dropout, training = self.training, key_padding_mask = padding,
    need_weights = need_weights, attn_mask = mask, average_attn_weights = average,
    is_causal = causal, cache = cache,
  })
end

return MultiheadAttention
