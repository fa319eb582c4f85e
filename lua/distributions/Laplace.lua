--- distributions.Laplace.

local broadcast_init = require "luma.distributions._broadcast_init"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local tensor = require "luma.tensor"

---The Laplace distribution with location `loc` and scale `scale`.
---@class distributions.Laplace : distributions.Distribution
---@overload fun(loc: number|Tensor, scale: number|Tensor, options?: {validate_args: boolean?}):
---distributions.Laplace
local Laplace = class("Laplace", Distribution)

Laplace.has_rsample = true
Laplace.parameter_names = {"loc", "scale"}
Laplace.arg_constraints = {loc = constraints.real, scale = constraints.positive}
Laplace.support = constraints.real

Laplace.init = broadcast_init("Laplace", Laplace.parameter_names)

function Laplace:get_mean() return self.loc end
function Laplace:get_mode() return self.loc end
function Laplace:get_stddev() return self.scale * math.sqrt(2) end
function Laplace:get_variance() return self.scale:square() * 2 end

function Laplace:rsample(sample_shape)
  -- Uniform on (-1, 1): never at -1, where the logarithm would be infinite.
  local eps = tensor.finfo(self.loc.dtype).eps
  local u = self.loc:new_empty(self:extended_shape(sample_shape)):uniform_(eps - 1, 1)
  return self.loc - self.scale * u:sign() * (-u:abs()):log1p()
end

function Laplace:log_prob(value)
  self:check(value)
  return -(self.scale * 2):log() - (value - self.loc):abs() / self.scale
end
function Laplace:cdf(value)
  self:check(value)
  local distance = value - self.loc
  return 0.5 - distance:sign() * (-distance:abs() / self.scale):expm1() / 2
end
function Laplace:icdf(value)
  local centred = value - 0.5
  return self.loc - self.scale * centred:sign() * (centred:abs() * -2):log1p()
end

function Laplace:entropy() return (self.scale * 2):log() + 1 end

return Laplace
