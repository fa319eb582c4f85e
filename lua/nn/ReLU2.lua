--- nn.ReLU2.

local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local relu2 = functional.relu2

---max(x, 0) squared, elementwise (So et al. 2021).
---@class nn.ReLU2 : nn.Module
---@overload fun(): nn.ReLU2
local ReLU2 = class("ReLU2")

function ReLU2.forward(_, input) return relu2(input) end

return ReLU2
