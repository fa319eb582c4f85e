--- nn.NLLLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local nll_loss = functional.nll_loss

---Minus the log-probability of the target class: input (N, C, ...) as LogSoftmax gives it, target
---class positions from 1 on, (N, ...). Positions equal to ignore_index count nothing.
---@class nn.NLLLoss : nn.Module
---@field weight? Tensor (C), for unbalanced classes
---@field ignore_index integer default -100
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(weight?: Tensor, ignore_index?: integer, reduction?: string): nn.NLLLoss
local NLLLoss = class("NLLLoss")

local parse = arguments("nn.NLLLoss", {
  {"weight", "tensor?"}, {"ignore_index", "integer?", -100}, {"reduction", "reduction?", "mean"},
})

function NLLLoss:init(...)
  local weight, ignore_index, reduction = parse(...)
  self:register_buffer("weight", weight)
  self.ignore_index, self.reduction = ignore_index, reduction
end

function NLLLoss:forward(input, target)
  return nll_loss(input, target, self.weight, self.ignore_index, self.reduction)
end

return NLLLoss
