--- nn.QuickGELU.

local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local quick_gelu = functional.quick_gelu

---x * sigmoid(1.702 x), elementwise: an estimate of GELU (Hendrycks and Gimpel 2016).
---@class nn.QuickGELU : nn.Module
---@overload fun(): nn.QuickGELU
local QuickGELU = class("QuickGELU")

function QuickGELU.forward(_, input) return quick_gelu(input) end

return QuickGELU
