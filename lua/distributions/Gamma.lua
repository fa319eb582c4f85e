--- distributions.Gamma.

local broadcast_init = require "luma.distributions._broadcast_init"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local tensor = require "luma.tensor"

---The gamma distribution with shape `concentration` and inverse scale `rate`.
---@class distributions.Gamma : distributions.Distribution
---@overload fun(concentration: number|Tensor, rate: number|Tensor,
---options?: {validate_args: boolean?}): distributions.Gamma
local Gamma = class("Gamma", Distribution)

Gamma.has_rsample = true
Gamma.parameter_names = {"concentration", "rate"}
Gamma.arg_constraints = {concentration = constraints.positive, rate = constraints.positive}
Gamma.support = constraints.nonnegative

Gamma.init = broadcast_init("Gamma", Gamma.parameter_names)

function Gamma:get_mean() return self.concentration / self.rate end
function Gamma:get_mode() return ((self.concentration - 1) / self.rate):clamp{min = 0} end
function Gamma:get_variance() return self.concentration / self.rate:square() end

function Gamma:rsample(sample_shape)
  local shape = self:extended_shape(sample_shape)
  local value = self.concentration:expand(shape):standard_gamma() / self.rate:expand(shape)
  -- A draw that was rounded to 0 would have an infinite logarithm.
  return value:clamp{min = tensor.finfo(value.dtype).tiny}
end

function Gamma:log_prob(value)
  self:check(value)
  local k, rate = self.concentration, self.rate
  return k:xlogy(rate) + (k - 1):xlogy(value) - rate * value - k:lgamma()
end
function Gamma:cdf(value)
  self:check(value)
  return tensor.special.gammainc(self.concentration, self.rate * value)
end

function Gamma:entropy()
  local k = self.concentration
  return k - self.rate:log() + k:lgamma() + (1 - k) * k:digamma()
end

return Gamma
