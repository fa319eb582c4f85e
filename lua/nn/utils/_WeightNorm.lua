--- The parametrization behind nn.utils.parametrizations.weight_norm.

local class = require "luma.nn.class"
local norm_except_dim = require "luma.nn.utils._norm_except_dim"
local place = require "luma.nn.utils._place"

local WeightNorm = class("_WeightNorm")

---@param weight Tensor what it will stand for
---@param dim integer|false
function WeightNorm:init(weight, dim)
  self.dim = place("weight_norm", weight, dim)
end

function WeightNorm:forward(g, v) return v * (g / norm_except_dim(v, self.dim)) end

function WeightNorm:right_inverse(weight) return norm_except_dim(weight, self.dim), weight end

return WeightNorm
