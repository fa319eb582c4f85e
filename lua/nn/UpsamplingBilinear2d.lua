--- nn.UpsamplingBilinear2d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local Upsample = require "luma.nn.Upsample"

---Images resampled by bilinear interpolation, with aligned corners, to size or by scale_factor: (N,
---C, H, W).
---@class nn.UpsamplingBilinear2d : nn.Upsample
---@field size? integer|integer[]
---@field scale_factor? number|number[]
---@overload fun(size?: integer|integer[], scale_factor?: number|number[]): nn.UpsamplingBilinear2d
local UpsamplingBilinear2d = class("UpsamplingBilinear2d", Upsample)

local parse = arguments("nn.UpsamplingBilinear2d", {
  {"size", "integers?"}, {"scale_factor", "numbers?"},
})

function UpsamplingBilinear2d:init(...)
  local size, scale_factor = parse(...)
  Upsample.init(self, size, scale_factor, "bilinear", true)
end

return UpsamplingBilinear2d
