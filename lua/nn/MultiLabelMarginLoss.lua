--- nn.MultiLabelMarginLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local multilabel_margin_loss = functional.multilabel_margin_loss

---The sum over labels and other classes of max(0, 1 - (input[label] - input[other])), divided by C:
---(N, C) and positions (N, C), of which those before the first -1 count; or two of (C).
---@class nn.MultiLabelMarginLoss : nn.Module
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(reduction?: string): nn.MultiLabelMarginLoss
local MultiLabelMarginLoss = class("MultiLabelMarginLoss")

local parse = arguments("nn.MultiLabelMarginLoss", {
  {"reduction", "reduction?", "mean"},
})

function MultiLabelMarginLoss:init(...) self.reduction = parse(...) end

function MultiLabelMarginLoss:forward(input, target)
  return multilabel_margin_loss(input, target, self.reduction)
end

return MultiLabelMarginLoss
