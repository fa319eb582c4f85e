--- nn.HingeEmbeddingLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local hinge_embedding_loss = functional.hinge_embedding_loss

---The input, a distance, where target is 1; max(0, margin - input) where it is -1. Any one shape.
---@class nn.HingeEmbeddingLoss : nn.Module
---@field margin number default 1
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(margin?: number, reduction?: string): nn.HingeEmbeddingLoss
local HingeEmbeddingLoss = class("HingeEmbeddingLoss")

local parse = arguments("nn.HingeEmbeddingLoss", {
  {"margin", "number?", 1}, {"reduction", "reduction?", "mean"},
})

function HingeEmbeddingLoss:init(...) self.margin, self.reduction = parse(...) end

function HingeEmbeddingLoss:forward(input, target)
  return hinge_embedding_loss(input, target, self.margin, self.reduction)
end

return HingeEmbeddingLoss
