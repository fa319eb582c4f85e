--- nn.LayerNorm.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"
local written = require "luma.nn._written"

local layer_norm = functional.layer_norm

---Normalises over the last dimensions, each row by its own mean and variance, then scales and
---shifts element by element (Ba et al. 2016): (..., normalized_shape) gives the same shape.
---@class nn.LayerNorm : nn.Module
---@field weight? Tensor normalized_shape, starts as ones
---@field bias? Tensor normalized_shape, starts as zeros
---@overload fun(normalized_shape: integer|integer[], options?: {eps: number?,
---elementwise_affine: boolean?, bias: boolean?, device: string?, dtype: string?}): nn.LayerNorm
local LayerNorm = class("LayerNorm")

local parse = arguments("nn.LayerNorm", {
  {"normalized_shape", "integers"}, {"eps", "number?", 1e-5},
  {"elementwise_affine", "boolean?", true}, {"bias", "boolean?", true},
  {"device", "string?"}, {"dtype", "string?"},
})

function LayerNorm:init(...)
  local shape, eps, affine, bias, device, dtype = parse(...)
  self.normalized_shape, self.eps, self.elementwise_affine = shape, eps, affine
  if affine then
    self.weight = Parameter(tensor.ones(shape, dtype, device))
    if bias then self.bias = Parameter(tensor.zeros(shape, dtype, device)) end
  end
end

function LayerNorm:forward(input)
  return layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)
end

function LayerNorm:extra_repr()
  return ("%s, eps=%s, elementwise_affine=%s, bias=%s"):format(
    written(self.normalized_shape, #self.normalized_shape), self.eps, self.elementwise_affine,
    self.bias ~= nil)
end

return LayerNorm
