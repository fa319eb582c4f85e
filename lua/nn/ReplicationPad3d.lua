--- nn.ReplicationPad3d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---The last three dimensions continued by the elements at the edges: (..., D, H, W) grows by
---padding; negative entries cut off.
---@class nn.ReplicationPad3d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right, top, bottom, front, back}
---@overload fun(padding: integer|integer[]): nn.ReplicationPad3d
local ReplicationPad3d = class("ReplicationPad3d", _PadNd)

local parse = arguments("nn.ReplicationPad3d", {
  {"padding", "integers"},
})

function ReplicationPad3d:init(...)
  self:set_padding("ReplicationPad3d", 3, "replicate", parse(...))
end

return ReplicationPad3d
