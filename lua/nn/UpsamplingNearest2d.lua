--- nn.UpsamplingNearest2d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local Upsample = require "luma.nn.Upsample"

---Images resampled by nearest neighbours, to size or by scale_factor: (N, C, H, W).
---@class nn.UpsamplingNearest2d : nn.Upsample
---@field size? integer|integer[]
---@field scale_factor? number|number[]
---@overload fun(size?: integer|integer[], scale_factor?: number|number[]): nn.UpsamplingNearest2d
local UpsamplingNearest2d = class("UpsamplingNearest2d", Upsample)

local parse = arguments("nn.UpsamplingNearest2d", {
  {"size", "integers?"}, {"scale_factor", "numbers?"},
})

function UpsamplingNearest2d:init(...)
  local size, scale_factor = parse(...)
  Upsample.init(self, size, scale_factor, "nearest", false)
end

return UpsamplingNearest2d
