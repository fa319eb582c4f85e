--- nn.Fold.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn.module.sizes"

---Columns of windows added up to images of output_size, the transpose of Unfold:
---(N, C * kh * kw, windows) or (C * kh * kw, windows) gives (N, C, H, W) or (C, H, W). Sizes are
---one integer or two.
---@class nn.Fold : nn.Module
---@overload fun(output_size: integer|integer[], kernel_size: integer|integer[],
---options?: {dilation: integer|integer[]|nil, padding: integer|integer[]|nil,
---stride: integer|integer[]|nil}): nn.Fold
local Fold = class("Fold")

local parse = arguments("nn.Fold", {
  {"output_size", "integers"}, {"kernel_size", "integers"}, {"dilation", "integers?", 1},
  {"padding", "integers?", 0}, {"stride", "integers?", 1},
})

function Fold:init(...)
  self.output_size, self.kernel_size, self.dilation, self.padding, self.stride = parse(...)
end

function Fold:forward(input)
  return functional.fold(input, self.output_size, self.kernel_size, self.dilation, self.padding,
    self.stride)
end

function Fold:extra_repr()
  return ("output_size=%s, kernel_size=%s, dilation=%s, padding=%s, stride=%s"):format(
    written(self.output_size), written(self.kernel_size), written(self.dilation),
    written(self.padding), written(self.stride))
end

return Fold
