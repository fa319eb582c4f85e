--- distributions.Uniform.

local broadcast_init = require "luma.distributions._broadcast_init"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

---Numbers from `low` to `high`, all equally likely.
---@class distributions.Uniform : distributions.Distribution
---@overload fun(low: number|Tensor, high: number|Tensor, options?: {validate_args: boolean?}):
---distributions.Uniform
local Uniform = class("Uniform", Distribution)

Uniform.has_rsample = true
Uniform.parameter_names = {"low", "high"}
Uniform.arg_constraints = {low = constraints.dependent, high = constraints.dependent}

local init = broadcast_init("Uniform", Uniform.parameter_names)

function Uniform:init(...)
  local validate = init(self, ...)
  if validate ~= false and not self.low:lt(self.high):all():item() then
    fail("Uniform: low must be below high everywhere")
  end
end

function Uniform:get_support() return constraints.interval(self.low, self.high) end
function Uniform:get_mean() return (self.low + self.high) / 2 end
function Uniform:get_mode() return tensor.full_like(self.low, 0 / 0) end
function Uniform:get_stddev() return (self.high - self.low) / math.sqrt(12) end
function Uniform:get_variance() return (self.high - self.low):square() / 12 end

function Uniform:rsample(sample_shape)
  local noise = tensor.rand(self:extended_shape(sample_shape),
    {dtype = self.low.dtype, device = self.low.device})
  return self.low + noise * (self.high - self.low)
end

function Uniform:log_prob(value)
  self:check(value)
  local inside = value:ge(self.low) & value:lt(self.high)
  return inside:to(self.low.dtype):log() - (self.high - self.low):log()
end

function Uniform:cdf(value)
  self:check(value)
  return ((value - self.low) / (self.high - self.low)):clamp(0, 1)
end
function Uniform:icdf(value) return value * (self.high - self.low) + self.low end

function Uniform:entropy() return (self.high - self.low):log() end

return Uniform
