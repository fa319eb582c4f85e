--- nn.ZeroPad3d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---Zeros before and after the last three dimensions: (..., D, H, W) grows by padding; negative
---entries cut off.
---@class nn.ZeroPad3d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right, top, bottom, front, back}
---@overload fun(padding: integer|integer[]): nn.ZeroPad3d
local ZeroPad3d = class("ZeroPad3d", _PadNd)

local parse = arguments("nn.ZeroPad3d", {
  {"padding", "integers"},
})

function ZeroPad3d:init(...) self:set_padding("ZeroPad3d", 3, "constant", parse(...)) end

return ZeroPad3d
