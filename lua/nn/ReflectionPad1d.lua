--- nn.ReflectionPad1d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---The last dimension continued by reflection at the edges: (..., L) grows by padding; negative
---entries cut off.
---@class nn.ReflectionPad1d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right}
---@overload fun(padding: integer|integer[]): nn.ReflectionPad1d
local ReflectionPad1d = class("ReflectionPad1d", _PadNd)

local parse = arguments("nn.ReflectionPad1d", {
  {"padding", "integers"},
})

function ReflectionPad1d:init(...) self:set_padding("ReflectionPad1d", 1, "reflect", parse(...)) end

return ReflectionPad1d
