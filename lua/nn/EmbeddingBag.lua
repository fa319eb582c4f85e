--- nn.EmbeddingBag.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local rows = require "luma.nn._table_rows"

local embedding_bag = functional.embedding_bag

---Means, sums or maxima (mode) of bags of vectors out of a table, without the vectors themselves: a
---matrix of positions (B, n) has a bag in each row; a vector of positions (n) comes with offsets
---(B), the positions where its bags begin, and gives the same (B, embedding_dim). The vector at
---padding_idx takes no part.
---@class nn.EmbeddingBag : nn.Module
---@field weight Tensor (num_embeddings, embedding_dim)
---@field mode string "mean", "sum" or "max"
---@overload fun(num_embeddings: integer, embedding_dim: integer, options?: {max_norm: number?,
---norm_type: number?, scale_grad_by_freq: boolean?, mode: string?, sparse: boolean?,
---include_last_offset: boolean?, padding_idx: integer?, device: string?, dtype: string?}):
---nn.EmbeddingBag
local EmbeddingBag = class("EmbeddingBag")

local parse = arguments("nn.EmbeddingBag", {
  {"num_embeddings", "size"}, {"embedding_dim", "size"}, {"max_norm", "number?"},
  {"norm_type", "number?", 2}, {"scale_grad_by_freq", "boolean?", false},
  {"mode", "string?", "mean"}, {"sparse", "boolean?", false}, {"_weight", "tensor?"},
  {"include_last_offset", "boolean?", false}, {"padding_idx", "integer?"}, {"device", "string?"},
  {"dtype", "string?"},
})

function EmbeddingBag:init(...)
  local count, dim, max_norm, norm_type, by_freq, mode, sparse, weight, last, padding, device,
    dtype = parse(...)
  if mode ~= "mean" and mode ~= "sum" and mode ~= "max" then
    fail('nn.EmbeddingBag: mode must be "mean", "sum" or "max", got %q', mode)
  end
  rows.init(self, "nn.EmbeddingBag", {
    num_embeddings = count, embedding_dim = dim, padding_idx = padding, max_norm = max_norm,
    norm_type = norm_type, scale_grad_by_freq = by_freq, sparse = sparse, weight = weight,
    device = device, dtype = dtype,
  })
  self.mode, self.include_last_offset = mode, last
end

---Draws the vectors anew; that at padding_idx is zero.
function EmbeddingBag:reset_parameters() rows.reset_parameters(self) end

local parse_pretrained = arguments("from_pretrained", {
  {"embeddings", "tensor"}, {"freeze", "boolean?", true}, {"max_norm", "number?"},
  {"norm_type", "number?", 2}, {"scale_grad_by_freq", "boolean?", false},
  {"mode", "string?", "mean"}, {"sparse", "boolean?", false},
  {"include_last_offset", "boolean?", false}, {"padding_idx", "integer?"},
})

---A layer around vectors that exist already.
---@param embeddings Tensor (num_embeddings, embedding_dim)
---@param freeze? boolean true when left out: the vectors are not learned
---@param max_norm? number
---@param norm_type? number default 2
---@param scale_grad_by_freq? boolean
---@param mode? string
---@param sparse? boolean
---@param include_last_offset? boolean
---@param padding_idx? integer
---@return nn.EmbeddingBag
function EmbeddingBag.from_pretrained(...)
  local weight, freeze, max_norm, norm_type, by_freq, mode, sparse, last, padding =
    parse_pretrained(...)
  local count, dim = rows.sizes(weight)
  local layer = EmbeddingBag(count, dim, max_norm, norm_type, by_freq, mode, sparse, weight, last,
    padding)
  layer.weight.requires_grad = not freeze
  return layer
end

local parse_forward = arguments("EmbeddingBag", {
  {"input", "tensor"}, {"offsets", "tensor?"}, {"per_sample_weights", "tensor?"},
})

---@param input Tensor positions from 1 on: (B, n), or (n) with offsets
---@param offsets? Tensor (B), or (B + 1) with include_last_offset: where bags begin, the first 1
---@param per_sample_weights? Tensor of the shape of input: factors, in mode "sum"
---@return Tensor # (B, embedding_dim)
function EmbeddingBag:forward(...)
  local input, offsets, per_sample_weights = parse_forward(...)
  return embedding_bag(input, self.weight, offsets, self.max_norm, self.norm_type,
    self.scale_grad_by_freq, self.mode, false, per_sample_weights, self.include_last_offset,
    self.padding_idx)
end

function EmbeddingBag:extra_repr()
  return rows.describe(self, "max_norm", "norm_type", "scale_grad_by_freq", "mode", "padding_idx")
end

return EmbeddingBag
