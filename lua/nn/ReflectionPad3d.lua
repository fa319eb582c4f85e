--- nn.ReflectionPad3d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---The last three dimensions continued by reflection at the edges: (..., D, H, W) grows by padding;
---negative entries cut off.
---@class nn.ReflectionPad3d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right, top, bottom, front, back}
---@overload fun(padding: integer|integer[]): nn.ReflectionPad3d
local ReflectionPad3d = class("ReflectionPad3d", _PadNd)

local parse = arguments("nn.ReflectionPad3d", {
  {"padding", "integers"},
})

function ReflectionPad3d:init(...) self:set_padding("ReflectionPad3d", 3, "reflect", parse(...)) end

return ReflectionPad3d
