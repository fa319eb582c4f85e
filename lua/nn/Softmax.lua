--- nn.Softmax.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local softmax = functional.softmax

---exp(x), normalised to sum 1 along dim. Any shape.
---@class nn.Softmax : nn.Module
---@field dim? integer
---@overload fun(dim?: integer): nn.Softmax
local Softmax = class("Softmax")

local parse = arguments("nn.Softmax", {{"dim", "integer?"}})

function Softmax:init(...) self.dim = parse(...) end

function Softmax:forward(input) return softmax(input, self.dim) end

function Softmax:extra_repr() return ("dim=%s"):format(self.dim) end

return Softmax
