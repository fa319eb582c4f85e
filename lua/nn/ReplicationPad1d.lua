--- nn.ReplicationPad1d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---The last dimension continued by the elements at the edges: (..., L) grows by padding; negative
---entries cut off.
---@class nn.ReplicationPad1d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right}
---@overload fun(padding: integer|integer[]): nn.ReplicationPad1d
local ReplicationPad1d = class("ReplicationPad1d", _PadNd)

local parse = arguments("nn.ReplicationPad1d", {
  {"padding", "integers"},
})

function ReplicationPad1d:init(...)
  self:set_padding("ReplicationPad1d", 1, "replicate", parse(...))
end

return ReplicationPad1d
