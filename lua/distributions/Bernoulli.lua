--- distributions.Bernoulli.

local arguments = require "luma.arguments"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local functional = require "luma.nn.functional"
local parameters = require "luma.distributions.parameters"
local tensor = require "luma.tensor"

---1 with probability `probs` (or log-odds `logits`), else 0.
---@class distributions.Bernoulli : distributions.Distribution
---@overload fun(probs?: number|Tensor,
---options?: {logits: number|Tensor?, validate_args: boolean?}): distributions.Bernoulli
local Bernoulli = class("Bernoulli", Distribution)

Bernoulli.has_enumerate_support = true
Bernoulli.parameter_names = {"probs", "logits"}
Bernoulli.arg_constraints = {probs = constraints.unit_interval, logits = constraints.real}
Bernoulli.support = constraints.boolean

local parse = arguments("Bernoulli", {
  {"probs", "real?"}, {"logits", "real?"}, {"validate_args", "boolean?"},
})

function Bernoulli:init(...)
  local probs, logits, validate = parse(...)
  if parameters.either("Bernoulli", probs, logits, "probs", "logits") then
    self.logits = parameters.broadcast("Bernoulli", logits)
  else
    self.probs = parameters.broadcast("Bernoulli", probs)
  end
  Distribution.init(self, (rawget(self, "probs") or self.logits).shape, {}, validate)
end

function Bernoulli:get_probs() return parameters.to_probs(self.logits, true) end
function Bernoulli:get_logits() return parameters.to_logits(self.probs, true) end
function Bernoulli:get_mean() return self.probs end
function Bernoulli:get_mode()
  local probs = self.probs
  return probs:ge(0.5):to(probs.dtype):masked_fill(probs:eq(0.5), 0 / 0)
end
function Bernoulli:get_variance()
  local probs = self.probs
  return probs * (1 - probs)
end

function Bernoulli:sample(sample_shape)
  return self.probs:detach():expand(self:extended_shape(sample_shape)):bernoulli()
end

local function cross_entropy(logits, value)
  logits, value = table.unpack(tensor.broadcast_tensors{logits, value})
  return functional.binary_cross_entropy_with_logits(logits, value, {reduction = "none"})
end

function Bernoulli:log_prob(value)
  self:check(value)
  return -cross_entropy(self.logits, value)
end

function Bernoulli:entropy() return cross_entropy(self.logits, self.probs) end

function Bernoulli:enumerate_support(expand)
  local dims = {2}
  for i = 1, #self.batch_shape do dims[i + 1] = 1 end
  local values = self.probs:new_tensor({0, 1}):reshape(dims)
  if expand == false then return values end
  return values:expand(parameters.join({2}, self.batch_shape))
end

return Bernoulli
