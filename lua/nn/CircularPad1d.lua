--- nn.CircularPad1d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---The last dimension continued from the other end: (..., L) grows by padding; negative entries cut
---off.
---@class nn.CircularPad1d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right}
---@overload fun(padding: integer|integer[]): nn.CircularPad1d
local CircularPad1d = class("CircularPad1d", _PadNd)

local parse = arguments("nn.CircularPad1d", {
  {"padding", "integers"},
})

function CircularPad1d:init(...) self:set_padding("CircularPad1d", 1, "circular", parse(...)) end

return CircularPad1d
