--- nn.CosineEmbeddingLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local cosine_embedding_loss = functional.cosine_embedding_loss

---1 - cos(input1, input2) where target is 1, max(0, cos - margin) where it is -1: two of (N, D) and
---(N), or (D) and ().
---@class nn.CosineEmbeddingLoss : nn.Module
---@field margin number default 0
---@field reduction string "mean" (default), "sum" or "none"
---@overload fun(margin?: number, reduction?: string): nn.CosineEmbeddingLoss
local CosineEmbeddingLoss = class("CosineEmbeddingLoss")

local parse = arguments("nn.CosineEmbeddingLoss", {
  {"margin", "number?", 0}, {"reduction", "reduction?", "mean"},
})

function CosineEmbeddingLoss:init(...) self.margin, self.reduction = parse(...) end

function CosineEmbeddingLoss:forward(input1, input2, target)
  return cosine_embedding_loss(input1, input2, target, self.margin, self.reduction)
end

return CosineEmbeddingLoss
