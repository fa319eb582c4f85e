--- nn.ConstantPad2d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---The number value before and after the last two dimensions: (..., H, W) grows by padding; negative
---entries cut off.
---@class nn.ConstantPad2d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right, top, bottom}
---@field value number
---@overload fun(padding: integer|integer[], value: number): nn.ConstantPad2d
local ConstantPad2d = class("ConstantPad2d", _PadNd)

local parse = arguments("nn.ConstantPad2d", {
  {"padding", "integers"}, {"value", "number"},
})

function ConstantPad2d:init(...) self:set_padding("ConstantPad2d", 2, "constant", parse(...)) end

return ConstantPad2d
