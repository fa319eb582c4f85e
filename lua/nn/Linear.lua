--- nn.Linear.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fan_in_uniform = require "luma.nn._fan_in_uniform"
local functional = require "luma.nn.functional"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

local linear = functional.linear

---y = x Wᵀ + b over the last dimension: (..., in_features) gives (..., out_features).
---Weight and bias start uniform on ±1 / sqrt(in_features).
---@class nn.Linear : nn.Module
---@field weight Tensor (out_features, in_features)
---@field bias? Tensor (out_features)
---@overload fun(in_features: integer, out_features: integer, options?: {bias: boolean?,
---device: string?, dtype: string?}): nn.Linear
local Linear = class("Linear")

local parse = arguments("nn.Linear", {
  {"in_features", "size"}, {"out_features", "size"}, {"bias", "boolean?", true},
  {"device", "string?"}, {"dtype", "string?"},
})

function Linear:init(...)
  local inputs, outputs, bias, device, dtype = parse(...)
  self.in_features, self.out_features = inputs, outputs
  self.weight = Parameter(tensor.empty({outputs, inputs}, dtype, device))
  if bias then self.bias = Parameter(tensor.empty({outputs}, dtype, device)) end
  self:reset_parameters()
end

---Draws the parameters anew: kaiming_uniform_ with a = sqrt(5) is this bound (PyTorch, Linear).
function Linear:reset_parameters()
  fan_in_uniform(self.in_features, self.weight, self.bias)
end

function Linear:forward(input) return linear(input, self.weight, self.bias) end

function Linear:extra_repr()
  return ("in_features=%d, out_features=%d, bias=%s"):format(self.in_features, self.out_features,
    self.bias ~= nil)
end

return Linear
