--- nn.TripletMarginLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local triplet_margin_loss = functional.triplet_margin_loss

---max(0, margin + |anchor - positive| - |anchor - negative|) in the p-norm: three of (N, D) or (D).
---swap takes the nearer of anchor and positive (Balntas et al. 2016).
---@class nn.TripletMarginLoss : nn.Module
---@field margin number above 0
---@field p number default 2
---@field eps number default 1e-6
---@field swap boolean default false
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(margin?: number, p?: number, eps?: number, swap?: boolean, reduction?: string):
---nn.TripletMarginLoss
local TripletMarginLoss = class("TripletMarginLoss")

local parse = arguments("nn.TripletMarginLoss", {
  {"margin", "number?", 1}, {"p", "number?", 2}, {"eps", "number?", 1e-6},
  {"swap", "boolean?", false}, {"reduction", "reduction?", "mean"},
})

function TripletMarginLoss:init(...)
  self.margin, self.p, self.eps, self.swap, self.reduction = parse(...)
end

function TripletMarginLoss:forward(anchor, positive, negative)
  return triplet_margin_loss(anchor, positive, negative, self.margin, self.p, self.eps, self.swap,
    self.reduction)
end

return TripletMarginLoss
