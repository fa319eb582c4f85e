--- nn.ReplicationPad2d.

local _PadNd = require "luma.nn._PadNd"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---The last two dimensions continued by the elements at the edges: (..., H, W) grows by padding;
---negative entries cut off.
---@class nn.ReplicationPad2d : nn._PadNd
---@field padding integer|integer[] one for all ends, or {left, right, top, bottom}
---@overload fun(padding: integer|integer[]): nn.ReplicationPad2d
local ReplicationPad2d = class("ReplicationPad2d", _PadNd)

local parse = arguments("nn.ReplicationPad2d", {
  {"padding", "integers"},
})

function ReplicationPad2d:init(...)
  self:set_padding("ReplicationPad2d", 2, "replicate", parse(...))
end

return ReplicationPad2d
