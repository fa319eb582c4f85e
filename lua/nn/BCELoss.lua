--- nn.BCELoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local binary_cross_entropy = functional.binary_cross_entropy

---Binary cross entropy of probabilities; logarithms are limited to -100. Any one shape.
---@class nn.BCELoss : nn.Module
---@field weight? Tensor a factor for each element of the batch
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(weight?: Tensor, reduction?: string): nn.BCELoss
local BCELoss = class("BCELoss")

local parse = arguments("nn.BCELoss", {{"weight", "tensor?"}, {"reduction", "reduction?", "mean"}})

function BCELoss:init(...)
  local weight, reduction = parse(...)
  self:register_buffer("weight", weight)
  self.reduction = reduction
end

function BCELoss:forward(input, target)
  return binary_cross_entropy(input, target, self.weight, self.reduction)
end

return BCELoss
