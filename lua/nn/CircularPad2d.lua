--- nn.CircularPad2d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---The last two dimensions continued from the other end: (..., H, W) grows by padding; negative
---entries cut off.
---@class nn.CircularPad2d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right, top, bottom}
---@overload fun(padding: integer|integer[]): nn.CircularPad2d
local CircularPad2d = class("CircularPad2d", _PadNd)

local parse = arguments("nn.CircularPad2d", {
  {"padding", "integers"},
})

function CircularPad2d:init(...) self:set_padding("CircularPad2d", 2, "circular", parse(...)) end

return CircularPad2d
