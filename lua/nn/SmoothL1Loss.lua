--- nn.SmoothL1Loss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local smooth_l1_loss = functional.smooth_l1_loss

---Half the squared difference over beta up to beta, the absolute one less beta / 2 beyond (Girshick
---2015). Any one shape.
---@class nn.SmoothL1Loss : nn.Module
---@field reduction string "mean" (default), "sum" or "none"
---@field beta number not negative
---@overload fun(reduction?: string, beta?: number): nn.SmoothL1Loss
local SmoothL1Loss = class("SmoothL1Loss")

local parse = arguments("nn.SmoothL1Loss", {
  {"reduction", "reduction?", "mean"}, {"beta", "number?", 1},
})

function SmoothL1Loss:init(...) self.reduction, self.beta = parse(...) end

function SmoothL1Loss:forward(input, target)
  return smooth_l1_loss(input, target, self.reduction, self.beta)
end

return SmoothL1Loss
