--- nn.Tanh.

local class = require "luma.nn.class"

---tanh(x), elementwise.
---@class nn.Tanh : nn.Module
---@overload fun(): nn.Tanh
local Tanh = class("Tanh")

function Tanh:forward(input) return input:tanh() end -- luacheck: no self

return Tanh
