--- nn.AvgPool2d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local avg_pool2d = functional.avg_pool2d

---The mean of each window: (N, C, H, W) or (C, H, W) gives the same with other spatial sizes.
---@class nn.AvgPool2d : nn.Module
---@field kernel_size integer|integer[]
---@field stride? integer|integer[] default kernel_size
---@field padding integer|integer[] at most half of kernel_size
---@field ceil_mode boolean default false
---@field count_include_pad boolean whether padding counts as zeros
---@field divisor_override? integer what sums are divided by
---@overload fun(kernel_size: integer|integer[], stride?: integer|integer[], padding?:
---integer|integer[], ceil_mode?: boolean, count_include_pad?: boolean, divisor_override?: integer):
---nn.AvgPool2d
local AvgPool2d = class("AvgPool2d")

local parse = arguments("nn.AvgPool2d", {
  {"kernel_size", "integers"}, {"stride", "integers?"}, {"padding", "integers?", 0},
  {"ceil_mode", "boolean?", false}, {"count_include_pad", "boolean?", true},
  {"divisor_override", "integer?"},
})

function AvgPool2d:init(...)
  self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad,
    self.divisor_override = parse(...)
end

function AvgPool2d:forward(input)
  return avg_pool2d(input, self.kernel_size, self.stride, self.padding, self.ceil_mode,
    self.count_include_pad, self.divisor_override)
end

function AvgPool2d:extra_repr()
  return ("kernel_size=%s, stride=%s, padding=%s"):format(written(self.kernel_size),
    written(self.stride or self.kernel_size), written(self.padding))
end

return AvgPool2d
