--- nn.GaussianNLLLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local gaussian_nll_loss = functional.gaussian_nll_loss

---(log(var) + (input - target)^2 / var) / 2, with variances of at least eps. full adds log(2 pi) /
---2. Any one shape; var may have a last size of 1, or lack the last dimension.
---@class nn.GaussianNLLLoss : nn.Module
---@field full boolean default false
---@field eps number default 1e-6
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(full?: boolean, eps?: number, reduction?: string): nn.GaussianNLLLoss
local GaussianNLLLoss = class("GaussianNLLLoss")

local parse = arguments("nn.GaussianNLLLoss", {
  {"full", "boolean?", false}, {"eps", "number?", 1e-6}, {"reduction", "reduction?", "mean"},
})

function GaussianNLLLoss:init(...) self.full, self.eps, self.reduction = parse(...) end

function GaussianNLLLoss:forward(input, target, var)
  return gaussian_nll_loss(input, target, var, self.full, self.eps, self.reduction)
end

return GaussianNLLLoss
