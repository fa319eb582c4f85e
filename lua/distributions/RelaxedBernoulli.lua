--- distributions.RelaxedBernoulli.

local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local LogitRelaxedBernoulli = require "luma.distributions.LogitRelaxedBernoulli"
local TransformedDistribution = require "luma.distributions.TransformedDistribution"
local transforms = require "luma.distributions.transforms"

---A number between 0 and 1 that nears a Bernoulli draw as the temperature falls, and that carries
---gradients (Jang et al. 2017; Maddison et al. 2017).
---@class distributions.RelaxedBernoulli : distributions.TransformedDistribution
---@overload fun(temperature: number|Tensor, probs?: number|Tensor,
---options?: {logits: number|Tensor?, validate_args: boolean?}): distributions.RelaxedBernoulli
local RelaxedBernoulli = class("RelaxedBernoulli", TransformedDistribution)

RelaxedBernoulli.support = constraints.unit_interval

function RelaxedBernoulli:init(...)
  local base = LogitRelaxedBernoulli(...)
  TransformedDistribution.init(self, base, transforms.SigmoidTransform(),
    {validate_args = base.validate_args})
end

function RelaxedBernoulli:get_temperature() return self.base_dist.temperature end
function RelaxedBernoulli:get_probs() return self.base_dist.probs end
function RelaxedBernoulli:get_logits() return self.base_dist.logits end

return RelaxedBernoulli
