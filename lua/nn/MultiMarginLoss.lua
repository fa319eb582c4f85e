--- nn.MultiMarginLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local multi_margin_loss = functional.multi_margin_loss

---The mean over the other classes of max(0, margin - input[target] + input)^p: (N, C) and class
---positions (N), or (C) and ().
---@class nn.MultiMarginLoss : nn.Module
---@field p integer 1 or 2
---@field margin number default 1
---@field weight? Tensor (C), a factor for each target class
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(p?: integer, margin?: number, weight?: Tensor, reduction?: string):
---nn.MultiMarginLoss
local MultiMarginLoss = class("MultiMarginLoss")

local parse = arguments("nn.MultiMarginLoss", {
  {"p", "integer?", 1}, {"margin", "number?", 1}, {"weight", "tensor?"},
  {"reduction", "reduction?", "mean"},
})

function MultiMarginLoss:init(...)
  local p, margin, weight, reduction = parse(...)
  self:register_buffer("weight", weight)
  self.p, self.margin, self.reduction = p, margin, reduction
end

function MultiMarginLoss:forward(input, target)
  return multi_margin_loss(input, target, self.p, self.margin, self.weight, self.reduction)
end

return MultiMarginLoss
