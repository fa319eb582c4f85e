--- nn.ZeroPad1d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---Zeros before and after the last dimension: (..., L) grows by padding; negative entries cut off.
---@class nn.ZeroPad1d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right}
---@overload fun(padding: integer|integer[]): nn.ZeroPad1d
local ZeroPad1d = class("ZeroPad1d", _PadNd)

local parse = arguments("nn.ZeroPad1d", {
  {"padding", "integers"},
})

function ZeroPad1d:init(...) self:set_padding("ZeroPad1d", 1, "constant", parse(...)) end

return ZeroPad1d
