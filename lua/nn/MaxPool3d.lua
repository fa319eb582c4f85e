--- nn.MaxPool3d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local max_pool3d = functional.max_pool3d

---The largest element of each window, with return_indices also its position among the flattened
---spatial ones, for nn.MaxUnpool3d: (N, C, D, H, W) or (C, D, H, W) gives the same with other
---spatial sizes.
---@class nn.MaxPool3d : nn.Module
---@field kernel_size integer|integer[]
---@field stride? integer|integer[] default kernel_size
---@field padding integer|integer[] at most half of kernel_size
---@field dilation integer|integer[] default 1
---@field return_indices boolean default false
---@field ceil_mode boolean default false
---@overload fun(kernel_size: integer|integer[], stride?: integer|integer[], padding?:
---integer|integer[], dilation?: integer|integer[], return_indices?: boolean, ceil_mode?: boolean):
---nn.MaxPool3d
local MaxPool3d = class("MaxPool3d")

local parse = arguments("nn.MaxPool3d", {
  {"kernel_size", "integers"}, {"stride", "integers?"}, {"padding", "integers?", 0},
  {"dilation", "integers?", 1}, {"return_indices", "boolean?", false},
  {"ceil_mode", "boolean?", false},
})

function MaxPool3d:init(...)
  self.kernel_size, self.stride, self.padding, self.dilation, self.return_indices,
    self.ceil_mode = parse(...)
end

function MaxPool3d:forward(input)
  return max_pool3d(input, self.kernel_size, self.stride, self.padding, self.dilation,
    self.ceil_mode, self.return_indices)
end

function MaxPool3d:extra_repr()
  return ("kernel_size=%s, stride=%s, padding=%s, dilation=%s, ceil_mode=%s"):format(
    written(self.kernel_size), written(self.stride or self.kernel_size), written(self.padding),
    written(self.dilation), self.ceil_mode)
end

return MaxPool3d
