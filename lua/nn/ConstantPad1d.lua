--- nn.ConstantPad1d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---The number value before and after the last dimension: (..., L) grows by padding; negative entries
---cut off.
---@class nn.ConstantPad1d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right}
---@field value number
---@overload fun(padding: integer|integer[], value: number): nn.ConstantPad1d
local ConstantPad1d = class("ConstantPad1d", _PadNd)

local parse = arguments("nn.ConstantPad1d", {
  {"padding", "integers"}, {"value", "number"},
})

function ConstantPad1d:init(...) self:set_padding("ConstantPad1d", 1, "constant", parse(...)) end

return ConstantPad1d
