--- nn.MultiLabelSoftMarginLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local multilabel_soft_margin_loss = functional.multilabel_soft_margin_loss

---Binary cross entropy of logits, averaged over the classes: two of (N, C).
---@class nn.MultiLabelSoftMarginLoss : nn.Module
---@field weight? Tensor (C), a factor for each class
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(weight?: Tensor, reduction?: string): nn.MultiLabelSoftMarginLoss
local MultiLabelSoftMarginLoss = class("MultiLabelSoftMarginLoss")

local parse = arguments("nn.MultiLabelSoftMarginLoss", {
  {"weight", "tensor?"}, {"reduction", "reduction?", "mean"},
})

function MultiLabelSoftMarginLoss:init(...)
  local weight, reduction = parse(...)
  self:register_buffer("weight", weight)
  self.reduction = reduction
end

function MultiLabelSoftMarginLoss:forward(input, target)
  return multilabel_soft_margin_loss(input, target, self.weight, self.reduction)
end

return MultiLabelSoftMarginLoss
