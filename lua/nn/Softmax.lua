--- nn.Softmax.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---exp(x), normalised to sum 1 along dim. Any shape.
---@class nn.Softmax : nn.Module
---@field dim integer
---@overload fun(dim: integer): nn.Softmax
local Softmax = class("Softmax")

local parse = arguments("nn.Softmax", {{"dim", "integer"}})

function Softmax:init(...) self.dim = parse(...) end

function Softmax:forward(input) return input:softmax(self.dim) end

function Softmax:extra_repr() return ("dim=%d"):format(self.dim) end

return Softmax
