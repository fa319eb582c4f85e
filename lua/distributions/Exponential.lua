--- distributions.Exponential.

local broadcast_init = require "luma.distributions._broadcast_init"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local tensor = require "luma.tensor"

---The exponential distribution: waiting times of events that come `rate` times per unit.
---@class distributions.Exponential : distributions.Distribution
---@overload fun(rate: number|Tensor, options?: {validate_args: boolean?}):
---distributions.Exponential
local Exponential = class("Exponential", Distribution)

Exponential.has_rsample = true
Exponential.parameter_names = {"rate"}
Exponential.arg_constraints = {rate = constraints.positive}
Exponential.support = constraints.nonnegative

Exponential.init = broadcast_init("Exponential", Exponential.parameter_names)

function Exponential:get_mean() return self.rate:reciprocal() end
function Exponential:get_mode() return tensor.zeros_like(self.rate) end
function Exponential:get_stddev() return self.rate:reciprocal() end
function Exponential:get_variance() return self.rate:pow(-2) end

function Exponential:rsample(sample_shape)
  local times = self.rate:new_empty(self:extended_shape(sample_shape)):exponential_()
  return times / self.rate
end

function Exponential:log_prob(value)
  self:check(value)
  return self.rate:log() - self.rate * value
end
function Exponential:cdf(value)
  self:check(value)
  return -(-self.rate * value):expm1()
end
function Exponential:icdf(value) return -(-value):log1p() / self.rate end

function Exponential:entropy() return 1 - self.rate:log() end

return Exponential
