--- nn.AdaptiveAvgPool3d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local adaptive_avg_pool3d = functional.adaptive_avg_pool3d

---The mean of each of output_size windows: (N, C, D, H, W) or (C, D, H, W) gives the same with
---these spatial sizes.
---@class nn.AdaptiveAvgPool3d : nn.Module
---@field output_size integer|integer[] one for all, or for each; false: the input's
---@overload fun(output_size: integer|integer[]): nn.AdaptiveAvgPool3d
local AdaptiveAvgPool3d = class("AdaptiveAvgPool3d")

local parse = arguments("nn.AdaptiveAvgPool3d", {
  {"output_size", "sizes"},
})

function AdaptiveAvgPool3d:init(...) self.output_size = parse(...) end

function AdaptiveAvgPool3d:forward(input) return adaptive_avg_pool3d(input, self.output_size) end

function AdaptiveAvgPool3d:extra_repr()
  return ("output_size=%s"):format(written(self.output_size))
end

return AdaptiveAvgPool3d
