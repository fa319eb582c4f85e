--- nn.Tanhshrink.

local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local tanhshrink = functional.tanhshrink

---x - tanh(x), elementwise.
---@class nn.Tanhshrink : nn.Module
---@overload fun(): nn.Tanhshrink
local Tanhshrink = class("Tanhshrink")

function Tanhshrink.forward(_, input) return tanhshrink(input) end

return Tanhshrink
