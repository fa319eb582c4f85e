--- distributions.OneHotCategorical.

local Categorical = require "luma.distributions.Categorical"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local functional = require "luma.nn.functional"
local parameters = require "luma.distributions.parameters"
local tensor = require "luma.tensor"

---A category as a vector with a single one: event shape (K).
---@class distributions.OneHotCategorical : distributions.Distribution
---@overload fun(probs?: Tensor, options?: {logits: Tensor?, validate_args: boolean?}):
---distributions.OneHotCategorical
local OneHotCategorical = class("OneHotCategorical", Distribution)

OneHotCategorical.has_enumerate_support = true
OneHotCategorical.support = constraints.one_hot

function OneHotCategorical:init(...)
  local categorical = Categorical(...)
  self.categorical = categorical
  Distribution.init(self, categorical.batch_shape, {categorical.num_events},
    categorical.validate_args)
end

function OneHotCategorical:expand(batch_shape)
  local new = Distribution.expand(self, batch_shape)
  new.categorical = self.categorical:expand(batch_shape)
  return new
end

function OneHotCategorical:get_probs() return self.categorical.probs end
function OneHotCategorical:get_logits() return self.categorical.logits end
function OneHotCategorical:get_mean() return self.probs end
function OneHotCategorical:get_variance()
  local probs = self.probs
  return probs * (1 - probs)
end

local function one_hot(self, positions)
  return functional.one_hot(positions, self.event_shape[1]):to(self.probs.dtype)
end
function OneHotCategorical:get_mode() return one_hot(self, self.categorical.mode) end

function OneHotCategorical:sample(sample_shape)
  return one_hot(self, self.categorical:sample(sample_shape))
end

function OneHotCategorical:log_prob(value)
  self:check(value)
  return self.categorical:log_prob(value:argmax(-1))
end

function OneHotCategorical:entropy() return self.categorical:entropy() end

function OneHotCategorical:enumerate_support(expand)
  local n = self.event_shape[1]
  local dims = {n}
  for i = 1, #self.batch_shape do dims[i + 1] = 1 end
  dims[#dims + 1] = n
  local values = tensor.eye(n, {dtype = self.probs.dtype}):reshape(dims)
  if expand == false then return values end
  return values:expand(parameters.join({n}, self.batch_shape, {n}))
end

return OneHotCategorical
