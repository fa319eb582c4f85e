--- nn.CircularPad3d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---The last three dimensions continued from the other end: (..., D, H, W) grows by padding; negative
---entries cut off.
---@class nn.CircularPad3d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right, top, bottom, front, back}
---@overload fun(padding: integer|integer[]): nn.CircularPad3d
local CircularPad3d = class("CircularPad3d", _PadNd)

local parse = arguments("nn.CircularPad3d", {
  {"padding", "integers"},
})

function CircularPad3d:init(...) self:set_padding("CircularPad3d", 3, "circular", parse(...)) end

return CircularPad3d
