--- distributions.Poisson.

local broadcast_init = require "luma.distributions._broadcast_init"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local tensor = require "luma.tensor"

---The Poisson distribution: how many of the events that come `rate` times per unit come in one.
---@class distributions.Poisson : distributions.Distribution
---@overload fun(rate: number|Tensor, options?: {validate_args: boolean?}): distributions.Poisson
local Poisson = class("Poisson", Distribution)

Poisson.parameter_names = {"rate"}
Poisson.arg_constraints = {rate = constraints.nonnegative}
Poisson.support = constraints.nonnegative_integer

Poisson.init = broadcast_init("Poisson", Poisson.parameter_names)

function Poisson:get_mean() return self.rate end
function Poisson:get_mode() return self.rate:floor() end
function Poisson:get_variance() return self.rate end

function Poisson:sample(sample_shape)
  return tensor.poisson(self.rate:detach():expand(self:extended_shape(sample_shape)))
end

function Poisson:log_prob(value)
  self:check(value)
  return value:xlogy(self.rate) - self.rate - (value + 1):lgamma()
end

return Poisson
