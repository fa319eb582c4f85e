--- distributions.Beta.

local arguments = require "luma.arguments"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Dirichlet = require "luma.distributions.Dirichlet"
local Distribution = require "luma.distributions.Distribution"
local parameters = require "luma.distributions.parameters"
local tensor = require "luma.tensor"

---The beta distribution on 0 .. 1, with densities proportional to
---x^(concentration1 - 1) (1 - x)^(concentration0 - 1).
---@class distributions.Beta : distributions.Distribution
---@overload fun(concentration1: number|Tensor, concentration0: number|Tensor,
---options?: {validate_args: boolean?}): distributions.Beta
local Beta = class("Beta", Distribution)

Beta.has_rsample = true
Beta.parameter_names = {"concentration1", "concentration0"}
Beta.arg_constraints = {
  concentration1 = constraints.positive, concentration0 = constraints.positive,
}
Beta.support = constraints.unit_interval

local parse = arguments("Beta", {
  {"concentration1", "real"}, {"concentration0", "real"}, {"validate_args", "boolean?"},
})

function Beta:init(...)
  local one, zero, validate = parse(...)
  self.concentration1, self.concentration0 = parameters.broadcast("Beta", one, zero)
  Distribution.init(self, self.concentration1.shape, {}, validate)
end

-- The same as a Dirichlet distribution over (x, 1 - x).
local function dirichlet(self)
  local both = tensor.stack({self.concentration1, self.concentration0}, -1)
  return Dirichlet(both, {validate_args = false})
end

function Beta:get_mean()
  return self.concentration1 / (self.concentration1 + self.concentration0)
end
function Beta:get_mode() return dirichlet(self).mode:select(-1, 1) end
function Beta:get_variance()
  local a, b = self.concentration1, self.concentration0
  local total = a + b
  return a * b / (total:square() * (total + 1))
end

function Beta:rsample(sample_shape) return dirichlet(self):rsample(sample_shape):select(-1, 1) end

function Beta:log_prob(value)
  self:check(value)
  return dirichlet(self):log_prob(tensor.stack({value, 1 - value}, -1))
end

function Beta:entropy() return dirichlet(self):entropy() end

return Beta
