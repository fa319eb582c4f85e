--- distributions.ExpRelaxedCategorical.

local arguments = require "luma.arguments"
local Categorical = require "luma.distributions.Categorical"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local parameters = require "luma.distributions.parameters"
local tensor = require "luma.tensor"

---The logarithm of a RelaxedOneHotCategorical draw (Maddison et al. 2017, appendix C.3).
---@class distributions.ExpRelaxedCategorical : distributions.Distribution
---@overload fun(temperature: number|Tensor, probs?: Tensor,
---options?: {logits: Tensor?, validate_args: boolean?}): distributions.ExpRelaxedCategorical
local ExpRelaxedCategorical = class("ExpRelaxedCategorical", Distribution)

ExpRelaxedCategorical.has_rsample = true
ExpRelaxedCategorical.support = constraints.real_vector -- at a hypersurface of it

local parse = arguments("ExpRelaxedCategorical", {
  {"temperature", "real"}, {"probs", "tensor?"}, {"logits", "tensor?"},
  {"validate_args", "boolean?"},
})

function ExpRelaxedCategorical:init(...)
  local temperature, probs, logits, validate = parse(...)
  self.temperature = temperature
  self.categorical = Categorical{probs = probs, logits = logits, validate_args = validate}
  Distribution.init(self, self.categorical.batch_shape, {self.categorical.num_events}, validate)
end

function ExpRelaxedCategorical:expand(batch_shape)
  local new = Distribution.expand(self, batch_shape)
  new.categorical = self.categorical:expand(batch_shape)
  return new
end

function ExpRelaxedCategorical:get_probs() return self.categorical.probs end
function ExpRelaxedCategorical:get_logits() return self.categorical.logits end

function ExpRelaxedCategorical:rsample(sample_shape)
  local shape = self:extended_shape(sample_shape)
  local uniforms = parameters.clamp_probs(tensor.rand(shape, {dtype = self.logits.dtype}))
  local gumbels = -((-uniforms:log()):log())
  local scores = (self.logits + gumbels) / self.temperature
  return scores - scores:logsumexp(-1, true)
end

function ExpRelaxedCategorical:log_prob(value)
  self:check(value)
  local k = self.event_shape[1]
  local logits = table.unpack(tensor.broadcast_tensors{self.logits, value})
  local temperature = tensor.is_tensor(self.temperature) and self.temperature
    or logits:new_tensor(self.temperature)
  local log_scale = 0
  for i = 2, k - 1 do log_scale = log_scale + math.log(i) end -- log (k - 1)!
  local score = logits - value * temperature
  score = (score - score:logsumexp(-1, true)):sum(-1)
  return score + log_scale - temperature:log() * -(k - 1)
end

return ExpRelaxedCategorical
