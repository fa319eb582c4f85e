--- nn.Hardshrink.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local hardshrink = functional.hardshrink

---x, but 0 from -lambd to lambd, elementwise.
---@class nn.Hardshrink : nn.Module
---@field lambd number default 0.5
---@overload fun(lambd?: number): nn.Hardshrink
local Hardshrink = class("Hardshrink")

local parse = arguments("nn.Hardshrink", {
  {"lambd", "number?", 0.5},
})

function Hardshrink:init(...) self.lambd = parse(...) end

function Hardshrink:forward(input) return hardshrink(input, self.lambd) end

function Hardshrink:extra_repr() return tostring(self.lambd) end

return Hardshrink
