--- nn.AvgPool3d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local avg_pool3d = functional.avg_pool3d

---The mean of each window: (N, C, D, H, W) or (C, D, H, W) gives the same with other spatial sizes.
---@class nn.AvgPool3d : nn.Module
---@field kernel_size integer|integer[]
---@field stride? integer|integer[] default kernel_size
---@field padding integer|integer[] at most half of kernel_size
---@field ceil_mode boolean default false
---@field count_include_pad boolean whether padding counts as zeros
---@field divisor_override? integer what sums are divided by
---@overload fun(kernel_size: integer|integer[], stride?: integer|integer[], padding?:
---integer|integer[], ceil_mode?: boolean, count_include_pad?: boolean, divisor_override?: integer):
---nn.AvgPool3d
local AvgPool3d = class("AvgPool3d")

local parse = arguments("nn.AvgPool3d", {
  {"kernel_size", "integers"}, {"stride", "integers?"}, {"padding", "integers?", 0},
  {"ceil_mode", "boolean?", false}, {"count_include_pad", "boolean?", true},
  {"divisor_override", "integer?"},
})

function AvgPool3d:init(...)
  self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad,
    self.divisor_override = parse(...)
end

function AvgPool3d:forward(input)
  return avg_pool3d(input, self.kernel_size, self.stride, self.padding, self.ceil_mode,
    self.count_include_pad, self.divisor_override)
end

function AvgPool3d:extra_repr()
  return ("kernel_size=%s, stride=%s, padding=%s"):format(written(self.kernel_size),
    written(self.stride or self.kernel_size), written(self.padding))
end

return AvgPool3d
