--- nn.Embedding.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local rows = require "luma.nn._table_rows"

local embedding = functional.embedding

---A table of vectors, looked up by position: integers (...) from 1 on give (..., embedding_dim).
---The vectors start normal. That at padding_idx is zero and gets no gradient. Vectors longer than
---max_norm are scaled down, in the table, when they are looked up; scale_grad_by_freq divides
---gradients by how often a vector was looked up in a call.
---@class nn.Embedding : nn.Module
---@field weight Tensor (num_embeddings, embedding_dim)
---@field padding_idx? integer a position; negative ones count from the end
---@overload fun(num_embeddings: integer, embedding_dim: integer, options?: {padding_idx: integer?,
---max_norm: number?, norm_type: number?, scale_grad_by_freq: boolean?, sparse: boolean?,
---device: string?, dtype: string?}): nn.Embedding
local Embedding = class("Embedding")

local parse = arguments("nn.Embedding", {
  {"num_embeddings", "size"}, {"embedding_dim", "size"}, {"padding_idx", "integer?"},
  {"max_norm", "number?"}, {"norm_type", "number?", 2}, {"scale_grad_by_freq", "boolean?", false},
  {"sparse", "boolean?", false}, {"_weight", "tensor?"}, {"_freeze", "boolean?", false},
  {"device", "string?"}, {"dtype", "string?"},
})

function Embedding:init(...)
  local count, dim, padding, max_norm, norm_type, by_freq, sparse, weight, freeze, device, dtype =
    parse(...)
  rows.init(self, "nn.Embedding", {
    num_embeddings = count, embedding_dim = dim, padding_idx = padding, max_norm = max_norm,
    norm_type = norm_type, scale_grad_by_freq = by_freq, sparse = sparse, weight = weight,
    freeze = freeze, device = device, dtype = dtype,
  })
end

---Draws the vectors anew; that at padding_idx is zero.
function Embedding:reset_parameters() rows.reset_parameters(self) end

local parse_pretrained = arguments("from_pretrained", {
  {"embeddings", "tensor"}, {"freeze", "boolean?", true}, {"padding_idx", "integer?"},
  {"max_norm", "number?"}, {"norm_type", "number?", 2}, {"scale_grad_by_freq", "boolean?", false},
  {"sparse", "boolean?", false},
})

---A layer around vectors that exist already.
---@param embeddings Tensor (num_embeddings, embedding_dim)
---@param freeze? boolean true when left out: the vectors are not learned
---@param padding_idx? integer
---@param max_norm? number
---@param norm_type? number default 2
---@param scale_grad_by_freq? boolean
---@param sparse? boolean
---@return nn.Embedding
function Embedding.from_pretrained(...)
  local weight, freeze, padding, max_norm, norm_type, by_freq, sparse = parse_pretrained(...)
  local count, dim = rows.sizes(weight)
  return Embedding(count, dim, padding, max_norm, norm_type, by_freq, sparse, weight, freeze)
end

---@param input Tensor positions from 1 on, any shape
---@return Tensor # (..., embedding_dim)
function Embedding:forward(input)
  return embedding(input, self.weight, self.padding_idx, self.max_norm, self.norm_type,
    self.scale_grad_by_freq)
end

function Embedding:extra_repr()
  return rows.describe(self, "padding_idx", "max_norm", "norm_type", "scale_grad_by_freq")
end

return Embedding
