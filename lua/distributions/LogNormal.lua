--- distributions.LogNormal.

local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Normal = require "luma.distributions.Normal"
local TransformedDistribution = require "luma.distributions.TransformedDistribution"
local transforms = require "luma.distributions.transforms"

---exp of a normal draw with mean `loc` and standard deviation `scale`.
---@class distributions.LogNormal : distributions.TransformedDistribution
---@overload fun(loc: number|Tensor, scale: number|Tensor, options?: {validate_args: boolean?}):
---distributions.LogNormal
local LogNormal = class("LogNormal", TransformedDistribution)

LogNormal.support = constraints.positive

function LogNormal:init(...)
  local base = Normal(...)
  TransformedDistribution.init(self, base, transforms.ExpTransform(),
    {validate_args = base.validate_args})
end

function LogNormal:get_loc() return self.base_dist.loc end
function LogNormal:get_scale() return self.base_dist.scale end
function LogNormal:get_mean() return (self.loc + self.scale:square() / 2):exp() end
function LogNormal:get_mode() return (self.loc - self.scale:square()):exp() end
function LogNormal:get_variance()
  local square = self.scale:square()
  return square:expm1() * (self.loc * 2 + square):exp()
end

function LogNormal:entropy() return self.base_dist:entropy() + self.loc end

return LogNormal
