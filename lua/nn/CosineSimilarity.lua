--- nn.CosineSimilarity.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local tensor = require "luma.tensor"

---The cosine of the angle between vectors along dim; norms count as eps at least. Two shapes that
---broadcast give theirs without dim.
---@class nn.CosineSimilarity : nn.Module
---@field dim integer default 2
---@field eps number default 1e-8
---@overload fun(dim?: integer, eps?: number): nn.CosineSimilarity
local CosineSimilarity = class("CosineSimilarity")

local parse = arguments("nn.CosineSimilarity", {
  {"dim", "integer?", 2}, {"eps", "number?", 1e-8},
})

function CosineSimilarity:init(...) self.dim, self.eps = parse(...) end

function CosineSimilarity:forward(x1, x2)
  return tensor.cosine_similarity(x1, x2, self.dim, self.eps)
end

return CosineSimilarity
