--- nn.HuberLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local huber_loss = functional.huber_loss

---Half the squared difference up to delta, delta times the absolute one less delta / 2 beyond
---(Huber 1964). Any one shape.
---@class nn.HuberLoss : nn.Module
---@field reduction string "mean" (default), "sum" or "none"
---@field delta number above 0
---@overload fun(reduction?: string, delta?: number): nn.HuberLoss
local HuberLoss = class("HuberLoss")

local parse = arguments("nn.HuberLoss", {
  {"reduction", "reduction?", "mean"}, {"delta", "number?", 1},
})

function HuberLoss:init(...) self.reduction, self.delta = parse(...) end

function HuberLoss:forward(input, target)
  return huber_loss(input, target, self.reduction, self.delta)
end

return HuberLoss
