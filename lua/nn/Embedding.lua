--- nn.Embedding.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local initializers = require "luma.nn.initializers"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

local embedding = functional.embedding

---A table of vectors, looked up by position: integers (...) from 1 on give (..., embedding_dim).
---The vectors start normal. That at padding_idx is zero and gets no gradient.
---@class nn.Embedding : nn.Module
---@field weight Tensor (num_embeddings, embedding_dim)
---@field padding_idx? integer a position; negative ones count from the end
---@overload fun(num_embeddings: integer, embedding_dim: integer, options?: {padding_idx: integer?,
---device: string?, dtype: string?}): nn.Embedding
local Embedding = class("Embedding")

local parse = arguments("nn.Embedding", {
  {"num_embeddings", "size"}, {"embedding_dim", "size"}, {"padding_idx", "integer?"},
  {"device", "string?"}, {"dtype", "string?"},
})

function Embedding:init(...)
  local count, dim, padding, device, dtype = parse(...)
  if padding then
    if padding == 0 or padding > count or padding < -count then
      fail("nn.Embedding: padding_idx must lie in 1 .. %d (or -%d .. -1), got %d%s", count, count,
        padding, padding == 0 and "; Luma counts from 1" or "")
    end
    if padding < 0 then padding = count + 1 + padding end
  end
  self.num_embeddings, self.embedding_dim, self.padding_idx = count, dim, padding
  self.weight = Parameter(tensor.empty({count, dim}, dtype, device))
  self:reset_parameters()
end

---Draws the vectors anew.
function Embedding:reset_parameters()
  initializers.normal_(self.weight)
  if self.padding_idx then
    local _ <close> = autograd.no_grad()
    self.weight[self.padding_idx] = 0
  end
end

---A layer around vectors that exist already.
---@param embeddings Tensor (num_embeddings, embedding_dim)
---@param freeze? boolean true when left out: the vectors are not learned
---@param padding_idx? integer
---@return nn.Embedding
function Embedding.from_pretrained(embeddings, freeze, padding_idx)
  if type(freeze) == "table" then freeze, padding_idx = freeze.freeze, freeze.padding_idx end
  if not tensor.is_tensor(embeddings) or embeddings.ndim ~= 2 then
    fail("from_pretrained: embeddings must be a tensor of two dimensions")
  end
  local layer = Embedding(0, embeddings:size(2))
  layer.num_embeddings, layer.padding_idx = embeddings:size(1), padding_idx
  layer.weight = Parameter(embeddings, freeze == false)
  return layer
end

function Embedding:forward(input) return embedding(input, self.weight, self.padding_idx) end

function Embedding:extra_repr()
  local padding = self.padding_idx and (", padding_idx=%d"):format(self.padding_idx) or ""
  return ("%d, %d%s"):format(self.num_embeddings, self.embedding_dim, padding)
end

return Embedding
