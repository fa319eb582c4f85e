--- nn.Softsign.

local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local softsign = functional.softsign

---x / (1 + |x|), elementwise.
---@class nn.Softsign : nn.Module
---@overload fun(): nn.Softsign
local Softsign = class("Softsign")

function Softsign.forward(_, input) return softsign(input) end

return Softsign
