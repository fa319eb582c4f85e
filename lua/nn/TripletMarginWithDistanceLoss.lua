--- nn.TripletMarginWithDistanceLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local PairwiseDistance = require "luma.nn.PairwiseDistance"

local triplet_margin_with_distance_loss = functional.triplet_margin_with_distance_loss

---max(0, margin + d(anchor, positive) - d(anchor, negative)) for any distance d, by default that of
---nn.PairwiseDistance. swap takes the nearer of anchor and positive.
---@class nn.TripletMarginWithDistanceLoss : nn.Module
---@field distance_function function of two tensors, or a module
---@field margin number above 0
---@field swap boolean default false
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(distance_function?: function, margin?: number, swap?: boolean, reduction?: string):
---nn.TripletMarginWithDistanceLoss
local TripletMarginWithDistanceLoss = class("TripletMarginWithDistanceLoss")

local parse = arguments("nn.TripletMarginWithDistanceLoss", {
  {"distance_function", "function?"}, {"margin", "number?", 1}, {"swap", "boolean?", false},
  {"reduction", "reduction?", "mean"},
})

function TripletMarginWithDistanceLoss:init(...)
  local distance
  distance, self.margin, self.swap, self.reduction = parse(...)
  self.distance_function = distance or PairwiseDistance()
end

function TripletMarginWithDistanceLoss:forward(anchor, positive, negative)
  return triplet_margin_with_distance_loss(anchor, positive, negative, self.distance_function,
    self.margin, self.swap, self.reduction)
end

return TripletMarginWithDistanceLoss
