--- nn.CrossEntropyLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local cross_entropy = functional.cross_entropy

---Cross entropy between logits (N, C, ...) and either class positions from 1 on, (N, ...), or
---probabilities, (N, C, ...). Positions equal to ignore_index count nothing. label_smoothing
---spreads that part of the target evenly over the classes (Szegedy et al. 2016). "mean" divides by
---the sum of the weights of the targets.
---@class nn.CrossEntropyLoss : nn.Module
---@field weight? Tensor (C), for unbalanced classes
---@field ignore_index integer default -100
---@field reduction string "mean" (default), "sum" or "none"
---@field label_smoothing number default 0
---@overload fun(weight?: Tensor, ignore_index?: integer, reduction?: string,
---label_smoothing?: number): nn.CrossEntropyLoss
local CrossEntropyLoss = class("CrossEntropyLoss")

local parse = arguments("nn.CrossEntropyLoss", {
  {"weight", "tensor?"}, {"ignore_index", "integer?", -100}, {"reduction", "reduction?", "mean"},
  {"label_smoothing", "probability?", 0},
})

function CrossEntropyLoss:init(...)
  local weight, ignore_index, reduction, label_smoothing = parse(...)
  self:register_buffer("weight", weight)
  self.ignore_index, self.reduction, self.label_smoothing = ignore_index, reduction, label_smoothing
end

function CrossEntropyLoss:forward(input, target)
  return cross_entropy(input, target, self.weight, self.ignore_index, self.reduction,
    self.label_smoothing)
end

return CrossEntropyLoss
