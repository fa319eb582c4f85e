--- nn.SoftMarginLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local soft_margin_loss = functional.soft_margin_loss

---log(1 + exp(-target * input)), with targets 1 and -1. Any one shape.
---@class nn.SoftMarginLoss : nn.Module
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(reduction?: string): nn.SoftMarginLoss
local SoftMarginLoss = class("SoftMarginLoss")

local parse = arguments("nn.SoftMarginLoss", {
  {"reduction", "reduction?", "mean"},
})

function SoftMarginLoss:init(...) self.reduction = parse(...) end

function SoftMarginLoss:forward(input, target)
  return soft_margin_loss(input, target, self.reduction)
end

return SoftMarginLoss
