--- nn.ZeroPad2d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---Zeros before and after the last two dimensions: (..., H, W) grows by padding; negative entries
---cut off.
---@class nn.ZeroPad2d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right, top, bottom}
---@overload fun(padding: integer|integer[]): nn.ZeroPad2d
local ZeroPad2d = class("ZeroPad2d", _PadNd)

local parse = arguments("nn.ZeroPad2d", {
  {"padding", "integers"},
})

function ZeroPad2d:init(...) self:set_padding("ZeroPad2d", 2, "constant", parse(...)) end

return ZeroPad2d
