--- nn.Unfold.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn.module.sizes"

---The windows of images as columns: (N, C, H, W) or (C, H, W) gives (N, C * kh * kw, windows) or
---(C * kh * kw, windows). Sizes are one integer or two.
---@class nn.Unfold : nn.Module
---@overload fun(kernel_size: integer|integer[], options?: {dilation: integer|integer[]|nil,
---padding: integer|integer[]|nil, stride: integer|integer[]|nil}): nn.Unfold
local Unfold = class("Unfold")

local parse = arguments("nn.Unfold", {
  {"kernel_size", "integers"}, {"dilation", "integers?", 1}, {"padding", "integers?", 0},
  {"stride", "integers?", 1},
})

function Unfold:init(...)
  self.kernel_size, self.dilation, self.padding, self.stride = parse(...)
end

function Unfold:forward(input)
  return functional.unfold(input, self.kernel_size, self.dilation, self.padding, self.stride)
end

function Unfold:extra_repr()
  return ("kernel_size=%s, dilation=%s, padding=%s, stride=%s"):format(written(self.kernel_size),
    written(self.dilation), written(self.padding), written(self.stride))
end

return Unfold
