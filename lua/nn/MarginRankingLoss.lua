--- nn.MarginRankingLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local margin_ranking_loss = functional.margin_ranking_loss

---max(0, margin - target * (input1 - input2)): with target 1 the first should be larger, with -1
---the second. Three of (N) or ().
---@class nn.MarginRankingLoss : nn.Module
---@field margin number default 0
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(margin?: number, reduction?: string): nn.MarginRankingLoss
local MarginRankingLoss = class("MarginRankingLoss")

local parse = arguments("nn.MarginRankingLoss", {
  {"margin", "number?", 0}, {"reduction", "reduction?", "mean"},
})

function MarginRankingLoss:init(...) self.margin, self.reduction = parse(...) end

function MarginRankingLoss:forward(input1, input2, target)
  return margin_ranking_loss(input1, input2, target, self.margin, self.reduction)
end

return MarginRankingLoss
