--- nn.PairwiseDistance.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local tensor = require "luma.tensor"

---The p-norm of x1 - x2 + eps over the last dimension: (N, D) or (D) gives (N) or ().
---@class nn.PairwiseDistance : nn.Module
---@field p number default 2
---@field eps number default 1e-6
---@field keepdim boolean default false
---@overload fun(p?: number, eps?: number, keepdim?: boolean): nn.PairwiseDistance
local PairwiseDistance = class("PairwiseDistance")

local parse = arguments("nn.PairwiseDistance", {
  {"p", "number?", 2}, {"eps", "number?", 1e-6}, {"keepdim", "boolean?", false},
})

function PairwiseDistance:init(...) self.p, self.eps, self.keepdim = parse(...) end

function PairwiseDistance:forward(x1, x2)
  return tensor.pairwise_distance(x1, x2, self.p, self.eps, self.keepdim)
end

return PairwiseDistance
