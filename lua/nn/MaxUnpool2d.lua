--- nn.MaxUnpool2d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local max_unpool2d = functional.max_unpool2d

---Zeros with the elements of the input at the positions that nn.MaxPool2d returned: called with
---input, indices and, where several sizes are possible, output_size.
---@class nn.MaxUnpool2d : nn.Module
---@field kernel_size integer|integer[]
---@field stride? integer|integer[] default kernel_size
---@field padding integer|integer[] default 0
---@overload fun(kernel_size: integer|integer[], stride?: integer|integer[], padding?:
---integer|integer[]): nn.MaxUnpool2d
local MaxUnpool2d = class("MaxUnpool2d")

local parse = arguments("nn.MaxUnpool2d", {
  {"kernel_size", "integers"}, {"stride", "integers?"}, {"padding", "integers?", 0},
})

function MaxUnpool2d:init(...) self.kernel_size, self.stride, self.padding = parse(...) end

function MaxUnpool2d:forward(input, indices, output_size)
  if type(output_size) == "table" and output_size.output_size then
    output_size = output_size.output_size
  end
  return max_unpool2d(input, indices, self.kernel_size, self.stride, self.padding, output_size)
end

function MaxUnpool2d:extra_repr()
  return ("kernel_size=%s, stride=%s, padding=%s"):format(written(self.kernel_size, 2),
    written(self.stride or self.kernel_size, 2), written(self.padding, 2))
end

return MaxUnpool2d
