--- nn.MaxPool1d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local max_pool1d = functional.max_pool1d

---The largest element of each window, with return_indices also its position among the flattened
---spatial ones, for nn.MaxUnpool1d: (N, C, L) or (C, L) gives the same with other spatial sizes.
---@class nn.MaxPool1d : nn.Module
---@field kernel_size integer|integer[]
---@field stride? integer|integer[] default kernel_size
---@field padding integer|integer[] at most half of kernel_size
---@field dilation integer|integer[] default 1
---@field return_indices boolean default false
---@field ceil_mode boolean default false
---@overload fun(kernel_size: integer|integer[], stride?: integer|integer[], padding?:
---integer|integer[], dilation?: integer|integer[], return_indices?: boolean, ceil_mode?: boolean):
---nn.MaxPool1d
local MaxPool1d = class("MaxPool1d")

local parse = arguments("nn.MaxPool1d", {
  {"kernel_size", "integers"}, {"stride", "integers?"}, {"padding", "integers?", 0},
  {"dilation", "integers?", 1}, {"return_indices", "boolean?", false},
  {"ceil_mode", "boolean?", false},
})

function MaxPool1d:init(...)
  self.kernel_size, self.stride, self.padding, self.dilation, self.return_indices,
    self.ceil_mode = parse(...)
end

function MaxPool1d:forward(input)
  return max_pool1d(input, self.kernel_size, self.stride, self.padding, self.dilation,
    self.ceil_mode, self.return_indices)
end

function MaxPool1d:extra_repr()
  return ("kernel_size=%s, stride=%s, padding=%s, dilation=%s, ceil_mode=%s"):format(
    written(self.kernel_size), written(self.stride or self.kernel_size), written(self.padding),
    written(self.dilation), self.ceil_mode)
end

return MaxPool1d
