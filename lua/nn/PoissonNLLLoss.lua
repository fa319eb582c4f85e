--- nn.PoissonNLLLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local poisson_nll_loss = functional.poisson_nll_loss

---exp(input) - target * input, or without log_input input - target * log(input + eps). full adds
---Stirling's estimate of log(target!). Any one shape.
---@class nn.PoissonNLLLoss : nn.Module
---@field log_input boolean default true
---@field full boolean default false
---@field eps number default 1e-8
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(log_input?: boolean, full?: boolean, eps?: number, reduction?: string):
---nn.PoissonNLLLoss
local PoissonNLLLoss = class("PoissonNLLLoss")

local parse = arguments("nn.PoissonNLLLoss", {
  {"log_input", "boolean?", true}, {"full", "boolean?", false}, {"eps", "number?", 1e-8},
  {"reduction", "reduction?", "mean"},
})

function PoissonNLLLoss:init(...)
  self.log_input, self.full, self.eps, self.reduction = parse(...)
end

function PoissonNLLLoss:forward(input, target)
  return poisson_nll_loss(input, target, self.log_input, self.full, self.eps, self.reduction)
end

return PoissonNLLLoss
