--- distributions.RelaxedOneHotCategorical.

local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local ExpRelaxedCategorical = require "luma.distributions.ExpRelaxedCategorical"
local TransformedDistribution = require "luma.distributions.TransformedDistribution"
local transforms = require "luma.distributions.transforms"

---Probabilities that near a one-hot draw as the temperature falls, and that carry gradients
---(Jang et al. 2017; Maddison et al. 2017).
---@class distributions.RelaxedOneHotCategorical : distributions.TransformedDistribution
---@overload fun(temperature: number|Tensor, probs?: Tensor,
---options?: {logits: Tensor?, validate_args: boolean?}): distributions.RelaxedOneHotCategorical
local RelaxedOneHotCategorical = class("RelaxedOneHotCategorical", TransformedDistribution)

RelaxedOneHotCategorical.support = constraints.simplex

function RelaxedOneHotCategorical:init(...)
  local base = ExpRelaxedCategorical(...)
  TransformedDistribution.init(self, base, transforms.ExpTransform(),
    {validate_args = base.validate_args})
end

function RelaxedOneHotCategorical:get_temperature() return self.base_dist.temperature end
function RelaxedOneHotCategorical:get_probs() return self.base_dist.probs end
function RelaxedOneHotCategorical:get_logits() return self.base_dist.logits end

return RelaxedOneHotCategorical
