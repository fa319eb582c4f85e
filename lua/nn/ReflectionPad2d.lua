--- nn.ReflectionPad2d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---The last two dimensions continued by reflection at the edges: (..., H, W) grows by padding;
---negative entries cut off.
---@class nn.ReflectionPad2d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right, top, bottom}
---@overload fun(padding: integer|integer[]): nn.ReflectionPad2d
local ReflectionPad2d = class("ReflectionPad2d", _PadNd)

local parse = arguments("nn.ReflectionPad2d", {
  {"padding", "integers"},
})

function ReflectionPad2d:init(...) self:set_padding("ReflectionPad2d", 2, "reflect", parse(...)) end

return ReflectionPad2d
