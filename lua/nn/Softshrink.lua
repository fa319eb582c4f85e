--- nn.Softshrink.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local softshrink = functional.softshrink

---x moved towards 0 by lambd, and 0 from -lambd to lambd, elementwise.
---@class nn.Softshrink : nn.Module
---@field lambd number not negative
---@overload fun(lambd?: number): nn.Softshrink
local Softshrink = class("Softshrink")

local parse = arguments("nn.Softshrink", {
  {"lambd", "number?", 0.5},
})

function Softshrink:init(...) self.lambd = parse(...) end

function Softshrink:forward(input) return softshrink(input, self.lambd) end

function Softshrink:extra_repr() return tostring(self.lambd) end

return Softshrink
