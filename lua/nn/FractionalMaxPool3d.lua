--- nn.FractionalMaxPool3d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local fractional_max_pool3d = functional.fractional_max_pool3d

---The largest element of windows at pseudo-random distances (Graham 2015), for either output_size
---or output_ratio of the input; with return_indices also its position: (N, C, D, H, W) or (C, D, H,
---W).
---@class nn.FractionalMaxPool3d : nn.Module
---@field kernel_size integer|integer[]
---@field output_size? integer|integer[]
---@field output_ratio? number|number[] from 0 to 1
---@field return_indices boolean default false
---@overload fun(kernel_size: integer|integer[], output_size?: integer|integer[], output_ratio?:
---number|number[], return_indices?: boolean, _random_samples?: Tensor): nn.FractionalMaxPool3d
local FractionalMaxPool3d = class("FractionalMaxPool3d")

local parse = arguments("nn.FractionalMaxPool3d", {
  {"kernel_size", "integers"}, {"output_size", "integers?"}, {"output_ratio", "numbers?"},
  {"return_indices", "boolean?", false}, {"_random_samples", "tensor?"},
})

function FractionalMaxPool3d:init(...)
  local kernel_size, output_size, output_ratio, return_indices, samples = parse(...)
  if (output_size == nil) == (output_ratio == nil) then
    fail("nn.FractionalMaxPool3d: it needs either output_size or output_ratio")
  end
  self.kernel_size, self.output_size, self.output_ratio = kernel_size, output_size, output_ratio
  self.return_indices = return_indices
  self:register_buffer("_random_samples", samples)
end

function FractionalMaxPool3d:forward(input)
  return fractional_max_pool3d(input, self.kernel_size, self.output_size, self.output_ratio,
    self.return_indices, self._random_samples)
end

function FractionalMaxPool3d:extra_repr()
  return ("kernel_size=%s"):format(written(self.kernel_size))
end

return FractionalMaxPool3d
