--- nn.ConstantPad3d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---The number value before and after the last three dimensions: (..., D, H, W) grows by padding;
---negative entries cut off.
---@class nn.ConstantPad3d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right, top, bottom, front, back}
---@field value number
---@overload fun(padding: integer|integer[], value: number): nn.ConstantPad3d
local ConstantPad3d = class("ConstantPad3d", _PadNd)

local parse = arguments("nn.ConstantPad3d", {
  {"padding", "integers"}, {"value", "number"},
})

function ConstantPad3d:init(...) self:set_padding("ConstantPad3d", 3, "constant", parse(...)) end

return ConstantPad3d
