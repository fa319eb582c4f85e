--- nn.AvgPool1d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local avg_pool1d = functional.avg_pool1d

---The mean of each window: (N, C, L) or (C, L) gives the same with other spatial sizes.
---@class nn.AvgPool1d : nn.Module
---@field kernel_size integer|integer[]
---@field stride? integer|integer[] default kernel_size
---@field padding integer|integer[] at most half of kernel_size
---@field ceil_mode boolean default false
---@field count_include_pad boolean whether padding counts as zeros
---@overload fun(kernel_size: integer|integer[], stride?: integer|integer[], padding?:
---integer|integer[], ceil_mode?: boolean, count_include_pad?: boolean): nn.AvgPool1d
local AvgPool1d = class("AvgPool1d")

local parse = arguments("nn.AvgPool1d", {
  {"kernel_size", "integers"}, {"stride", "integers?"}, {"padding", "integers?", 0},
  {"ceil_mode", "boolean?", false}, {"count_include_pad", "boolean?", true},
})

function AvgPool1d:init(...)
  self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad = parse(...)
end

function AvgPool1d:forward(input)
  return avg_pool1d(input, self.kernel_size, self.stride, self.padding, self.ceil_mode,
    self.count_include_pad)
end

function AvgPool1d:extra_repr()
  return ("kernel_size=%s, stride=%s, padding=%s"):format(written(self.kernel_size, 1),
    written(self.stride or self.kernel_size, 1), written(self.padding, 1))
end

return AvgPool1d
