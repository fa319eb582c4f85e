--- distributions.Multinomial.

local arguments = require "luma.arguments"
local Categorical = require "luma.distributions.Categorical"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local parameters = require "luma.distributions.parameters"
local tensor = require "luma.tensor"

---How often each of K categories comes in `total_count` draws: event shape (K).
---@class distributions.Multinomial : distributions.Distribution
---@overload fun(total_count?: integer, probs?: Tensor,
---options?: {logits: Tensor?, validate_args: boolean?}): distributions.Multinomial
local Multinomial = class("Multinomial", Distribution)

local parse = arguments("Multinomial", {
  {"total_count", "size?", 1}, {"probs", "tensor?"}, {"logits", "tensor?"},
  {"validate_args", "boolean?"},
})

function Multinomial:init(...)
  local count, probs, logits, validate = parse(...)
  self.total_count = count
  self.categorical = Categorical{probs = probs, logits = logits, validate_args = validate}
  Distribution.init(self, self.categorical.batch_shape, {self.categorical.num_events}, validate)
end

function Multinomial:expand(batch_shape)
  local new = Distribution.expand(self, batch_shape)
  new.categorical = self.categorical:expand(batch_shape)
  return new
end

function Multinomial:get_support() return constraints.multinomial(self.total_count) end
function Multinomial:get_probs() return self.categorical.probs end
function Multinomial:get_logits() return self.categorical.logits end
function Multinomial:get_mean() return self.probs * self.total_count end
function Multinomial:get_variance() return self.probs * (1 - self.probs) * self.total_count end

function Multinomial:sample(sample_shape)
  local draws = self.categorical:sample(parameters.join({self.total_count},
    parameters.sizes("Multinomial", sample_shape)))
  local counts = self.probs:new_zeros(self:extended_shape(sample_shape))
  if self.total_count == 0 then return counts end
  draws = draws:movedim(1, -1)
  return counts:scatter_add(-1, draws, tensor.ones(draws.shape, {dtype = counts.dtype}))
end

function Multinomial:log_prob(value)
  self:check(value)
  local logits, counts = table.unpack(tensor.broadcast_tensors{self.logits, value})
  -- A category that cannot come and did not: 0 * -inf counts as 0.
  logits = logits:masked_fill(counts:eq(0) & logits:eq(-math.huge), 0)
  return (counts:sum(-1) + 1):lgamma() - (counts + 1):lgamma():sum(-1)
    + (logits * counts):sum(-1)
end

-- The counts of one category are binomial, which gives the expected log-factorials.
function Multinomial:entropy()
  local n, probs = self.total_count, self.probs
  local constant = self.categorical:entropy() * n
  local k = tensor.arange(1, n + 1):to(probs.dtype)
  for _ = 1, probs:dim() do k = k:unsqueeze(-1) end
  local factorial = (probs:new_tensor(n) + 1):lgamma()
  local log_binomial = factorial - (k + 1):lgamma() - (n - k + 1):lgamma()
    + k:xlogy(probs) + (n - k):xlogy(1 - probs)
  return constant - factorial + (log_binomial:exp() * (k + 1):lgamma()):sum{1, -1}
end

return Multinomial
