--- distributions.Categorical.

local arguments = require "luma.arguments"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local fail = require "luma.fail"
local parameters = require "luma.distributions.parameters"
local tensor = require "luma.tensor"

---One of K categories, at the positions 1 .. K, with the probabilities in the rows of `probs` (they
---need not sum to 1) or the log-probabilities `logits` (likewise).
---@class distributions.Categorical : distributions.Distribution
---@overload fun(probs?: Tensor, options?: {logits: Tensor?, validate_args: boolean?}):
---distributions.Categorical
local Categorical = class("Categorical", Distribution)

Categorical.has_enumerate_support = true
Categorical.parameter_names = {"probs", "logits"}
Categorical.arg_constraints = {probs = constraints.simplex, logits = constraints.real_vector}

local parse = arguments("Categorical", {
  {"probs", "tensor?"}, {"logits", "tensor?"}, {"validate_args", "boolean?"},
})

function Categorical:init(...)
  local probs, logits, validate = parse(...)
  local by_logits = parameters.either("Categorical", probs, logits, "probs", "logits")
  local given = by_logits and logits or probs
  if given:dim() == 0 then
    fail("Categorical: %s needs at least one dimension, got a number",
      by_logits and "logits" or "probs")
  end
  if by_logits then
    self.logits = logits - logits:logsumexp(-1, true)
  else
    self.probs = probs / probs:sum(-1, true)
  end
  local shape = given.shape
  self.num_events = shape[#shape]
  Distribution.init(self, parameters.piece(shape, 1, #shape - 1), {}, validate)
end

function Categorical:get_probs() return parameters.to_probs(self.logits) end
function Categorical:get_logits() return parameters.to_logits(self.probs) end
function Categorical:get_support() return constraints.integer_interval(1, self.num_events) end
function Categorical:get_mean() return self.probs:detach():select(-1, 1):mul(0 / 0) end
function Categorical:get_variance() return self.mean end
function Categorical:get_mode() return self.probs:argmax(-1) end

function Categorical:sample(sample_shape)
  sample_shape = parameters.sizes("Categorical", sample_shape)
  local count = 1
  for _, size in ipairs(sample_shape) do count = count * size end
  local rows = self.probs:detach():reshape(-1, self.num_events)
  local drawn = rows:multinomial(count, true).T
  return drawn:reshape(self:extended_shape(sample_shape))
end

function Categorical:log_prob(value)
  self:check(value)
  local index = value:long():unsqueeze(-1)
  local shape = tensor.broadcast_shapes(index.shape, self.logits:narrow(-1, 1, 1).shape)
  index = index:expand(shape)
  local logits = self.logits:expand(parameters.join(parameters.piece(shape, 1, #shape - 1),
    {self.num_events}))
  return logits:gather(-1, index):squeeze(-1)
end

function Categorical:entropy()
  local logits = self.logits:clamp{min = tensor.finfo(self.logits.dtype).min}
  return -(logits * self.probs):sum(-1)
end

function Categorical:enumerate_support(expand)
  local dims = {self.num_events}
  for i = 1, #self.batch_shape do dims[i + 1] = 1 end
  local values = tensor.arange(1, self.num_events + 1):reshape(dims)
  if expand == false then return values end
  return values:expand(parameters.join({self.num_events}, self.batch_shape))
end

return Categorical
