--- nn.RMSNorm.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"
local written = require "luma.nn._written"

local rms_norm = functional.rms_norm

---Divides by the root of the mean square over the last dimensions, then scales element by element
---(Zhang and Sennrich 2019): (..., normalized_shape) gives the same shape.
---@class nn.RMSNorm : nn.Module
---@field weight? Tensor normalized_shape, starts as ones
---@field normalized_shape integer|integer[]
---@field eps? number that of the dtype by default
---@field elementwise_affine boolean default true
---@overload fun(normalized_shape: integer|integer[], eps?: number, elementwise_affine?: boolean,
---device?: string, dtype?: string): nn.RMSNorm
local RMSNorm = class("RMSNorm")

local parse = arguments("nn.RMSNorm", {
  {"normalized_shape", "integers"}, {"eps", "number?"}, {"elementwise_affine", "boolean?", true},
  {"device", "string?"}, {"dtype", "string?"},
})

function RMSNorm:init(...)
  local shape, eps, affine, device, dtype = parse(...)
  self.normalized_shape, self.eps, self.elementwise_affine = shape, eps, affine
  if affine then self.weight = Parameter(tensor.ones(shape, dtype, device)) end
end

function RMSNorm:forward(input)
  return rms_norm(input, self.normalized_shape, self.weight, self.eps)
end

function RMSNorm:extra_repr()
  return ("%s, eps=%s, elementwise_affine=%s"):format(
    written(self.normalized_shape, #self.normalized_shape), self.eps, self.elementwise_affine)
end

return RMSNorm
