--- distributions.Normal.

local broadcast_init = require "luma.distributions._broadcast_init"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local tensor = require "luma.tensor"

---The normal distribution with mean `loc` and standard deviation `scale`.
---@class distributions.Normal : distributions.Distribution
---@overload fun(loc: number|Tensor, scale: number|Tensor, options?: {validate_args: boolean?}):
---distributions.Normal
local Normal = class("Normal", Distribution)

Normal.has_rsample = true
Normal.parameter_names = {"loc", "scale"}
Normal.arg_constraints = {loc = constraints.real, scale = constraints.positive}
Normal.support = constraints.real

Normal.init = broadcast_init("Normal", Normal.parameter_names)

function Normal:get_mean() return self.loc end
function Normal:get_mode() return self.loc end
function Normal:get_stddev() return self.scale end
function Normal:get_variance() return self.scale:square() end

function Normal:rsample(sample_shape)
  local noise = tensor.randn(self:extended_shape(sample_shape),
    {dtype = self.loc.dtype, device = self.loc.device})
  return self.loc + noise * self.scale
end

function Normal:log_prob(value)
  self:check(value)
  return -((value - self.loc) / self.scale):square() / 2 - self.scale:log()
    - math.log(2 * math.pi) / 2
end

function Normal:cdf(value)
  self:check(value)
  return (((value - self.loc) / (self.scale * math.sqrt(2))):erf() + 1) / 2
end
function Normal:icdf(value)
  return self.loc + self.scale * (value * 2 - 1):erfinv() * math.sqrt(2)
end

function Normal:entropy() return self.scale:log() + (1 + math.log(2 * math.pi)) / 2 end

return Normal
