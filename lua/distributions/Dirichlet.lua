--- distributions.Dirichlet.

local arguments = require "luma.arguments"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local parameters = require "luma.distributions.parameters"
local tensor = require "luma.tensor"

---The Dirichlet distribution over probabilities that sum to 1.
---@class distributions.Dirichlet : distributions.Distribution
---@overload fun(concentration: Tensor, options?: {validate_args: boolean?}):
---distributions.Dirichlet
local Dirichlet = class("Dirichlet", Distribution)

Dirichlet.has_rsample = true
Dirichlet.parameter_names = {"concentration"}
Dirichlet.arg_constraints = {concentration = constraints.independent(constraints.positive, 1)}
Dirichlet.support = constraints.simplex

local parse = arguments("Dirichlet", {{"concentration", "tensor"}, {"validate_args", "boolean?"}})

function Dirichlet:init(...)
  local concentration, validate = parse(...)
  if concentration:dim() == 0 then
    fail("Dirichlet: concentration needs at least one dimension, got a number")
  end
  self.concentration = concentration
  local shape = concentration.shape
  Distribution.init(self, parameters.piece(shape, 1, #shape - 1), {shape[#shape]}, validate)
end

function Dirichlet:get_mean()
  return self.concentration / self.concentration:sum(-1, true)
end
function Dirichlet:get_mode()
  local a = self.concentration
  local above = (a - 1):clamp{min = 0}
  local mode = above / above:sum(-1, true)
  -- All densities at corners: any is a mode, PyTorch takes the first (0 / 0 stands in all places).
  local corner = a:lt(1):all(-1, true)
  local best = functional.one_hot(mode:argmax(-1), a:size(-1)):to(a.dtype)
  return tensor.where(corner, best, mode)
end
function Dirichlet:get_variance()
  local a = self.concentration
  local total = a:sum(-1, true)
  return a * (total - a) / (total:square() * (total + 1))
end

function Dirichlet:rsample(sample_shape)
  local a = self.concentration:expand(self:extended_shape(sample_shape))
  local g = a:standard_gamma():clamp{min = tensor.finfo(a.dtype).tiny}
  return g / g:sum(-1, true)
end

function Dirichlet:log_prob(value)
  self:check(value)
  local a = self.concentration
  return (a - 1):xlogy(value):sum(-1) + a:sum(-1):lgamma() - a:lgamma():sum(-1)
end

function Dirichlet:entropy()
  local a = self.concentration
  local k, total = a:size(-1), a:sum(-1)
  return a:lgamma():sum(-1) - total:lgamma() - (k - total) * total:digamma()
    - ((a - 1) * a:digamma()):sum(-1)
end

return Dirichlet
