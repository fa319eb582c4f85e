--- nn.MSELoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local mse_loss = functional.mse_loss

---(input - target)^2, averaged, summed or element by element; input and target of any one shape.
---@class nn.MSELoss : nn.Module
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(reduction?: string): nn.MSELoss
local MSELoss = class("MSELoss")

local parse = arguments("nn.MSELoss", {{"reduction", "reduction?", "mean"}})

function MSELoss:init(...) self.reduction = parse(...) end

function MSELoss:forward(input, target) return mse_loss(input, target, self.reduction) end

return MSELoss
