--- nn.L1Loss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local l1_loss = functional.l1_loss

---|input - target|, averaged, summed or element by element; input and target of any one shape.
---@class nn.L1Loss : nn.Module
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(reduction?: string): nn.L1Loss
local L1Loss = class("L1Loss")

local parse = arguments("nn.L1Loss", {{"reduction", "reduction?", "mean"}})

function L1Loss:init(...) self.reduction = parse(...) end

function L1Loss:forward(input, target) return l1_loss(input, target, self.reduction) end

return L1Loss
