--- nn.BCEWithLogitsLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local binary_cross_entropy_with_logits = functional.binary_cross_entropy_with_logits

---Binary cross entropy of logits, sigmoid included, without overflow. Any one shape.
---@class nn.BCEWithLogitsLoss : nn.Module
---@field weight? Tensor a factor for each element of the batch
---@field reduction string "mean" (default), "sum" or "none"
---@field pos_weight? Tensor a factor for the positive targets of each class
---@overload fun(weight?: Tensor, reduction?: string, pos_weight?: Tensor): nn.BCEWithLogitsLoss
local BCEWithLogitsLoss = class("BCEWithLogitsLoss")

local parse = arguments("nn.BCEWithLogitsLoss", {
  {"weight", "tensor?"}, {"reduction", "reduction?", "mean"}, {"pos_weight", "tensor?"},
})

function BCEWithLogitsLoss:init(...)
  local weight, reduction, pos_weight = parse(...)
  self:register_buffer("weight", weight)
  self:register_buffer("pos_weight", pos_weight)
  self.reduction = reduction
end

function BCEWithLogitsLoss:forward(input, target)
  return binary_cross_entropy_with_logits(input, target, self.weight, self.pos_weight,
    self.reduction)
end

return BCEWithLogitsLoss
