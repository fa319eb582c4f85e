--- nn.Sigmoid.

local class = require "luma.nn.class"

---1 / (1 + exp(-x)), elementwise.
---@class nn.Sigmoid : nn.Module
---@overload fun(): nn.Sigmoid
local Sigmoid = class("Sigmoid")

function Sigmoid:forward(input) return input:sigmoid() end -- luacheck: no self

return Sigmoid
