--- nn.Unflatten.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local written = require "luma.nn._written"

---Splits a dimension into sizes: nn.Unflatten(2, {3, 4}) makes (N, 12) into (N, 3, 4).
---@class nn.Unflatten : nn.Module
---@field dim integer
---@field unflattened_size integer[] one of them may be -1
---@overload fun(dim: integer, unflattened_size: integer[]): nn.Unflatten
local Unflatten = class("Unflatten")

local parse = arguments("nn.Unflatten", {{"dim", "integer"}, {"unflattened_size", "integers"}})

function Unflatten:init(...) self.dim, self.unflattened_size = parse(...) end

function Unflatten:forward(input) return input:unflatten(self.dim, self.unflattened_size) end

function Unflatten:extra_repr()
  return ("dim=%d, unflattened_size=%s"):format(self.dim,
    written(self.unflattened_size, #self.unflattened_size))
end

return Unflatten
