--- nn.AdaptiveAvgPool2d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local adaptive_avg_pool2d = functional.adaptive_avg_pool2d

---The mean of each of output_size windows: (N, C, H, W) or (C, H, W) gives the same with these
---spatial sizes.
---@class nn.AdaptiveAvgPool2d : nn.Module
---@field output_size integer|integer[] one for all, or for each; false: the input's
---@overload fun(output_size: integer|integer[]): nn.AdaptiveAvgPool2d
local AdaptiveAvgPool2d = class("AdaptiveAvgPool2d")

local parse = arguments("nn.AdaptiveAvgPool2d", {
  {"output_size", "sizes"},
})

function AdaptiveAvgPool2d:init(...) self.output_size = parse(...) end

function AdaptiveAvgPool2d:forward(input) return adaptive_avg_pool2d(input, self.output_size) end

function AdaptiveAvgPool2d:extra_repr()
  return ("output_size=%s"):format(written(self.output_size))
end

return AdaptiveAvgPool2d
