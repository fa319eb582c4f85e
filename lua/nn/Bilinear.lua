--- nn.Bilinear.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fan_in_uniform = require "luma.nn._fan_in_uniform"
local functional = require "luma.nn.functional"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

local bilinear = functional.bilinear

---x1 A x2 + b for each row A of the weight: (..., in1_features) and (..., in2_features) give (...,
---out_features). Weight and bias start uniform on ±1 / sqrt(in1_features).
---@class nn.Bilinear : nn.Module
---@field weight Tensor (out_features, in1_features, in2_features)
---@field bias? Tensor (out_features)
---@field in1_features integer
---@field in2_features integer
---@field out_features integer
---@overload fun(in1_features: integer, in2_features: integer, out_features: integer, bias?:
---boolean, device?: string, dtype?: string): nn.Bilinear
local Bilinear = class("Bilinear")

local parse = arguments("nn.Bilinear", {
  {"in1_features", "size"}, {"in2_features", "size"}, {"out_features", "size"},
  {"bias", "boolean?", true}, {"device", "string?"}, {"dtype", "string?"},
})

function Bilinear:init(...)
  local in1, in2, outputs, bias, device, dtype = parse(...)
  self.in1_features, self.in2_features, self.out_features = in1, in2, outputs
  self.weight = Parameter(tensor.empty({outputs, in1, in2}, dtype, device))
  if bias then self.bias = Parameter(tensor.empty({outputs}, dtype, device)) end
  self:reset_parameters()
end

---Draws the parameters anew.
function Bilinear:reset_parameters()
  fan_in_uniform(self.in1_features, self.weight, self.bias)
end

function Bilinear:forward(input1, input2)
  return bilinear(input1, input2, self.weight, self.bias)
end

function Bilinear:extra_repr()
  return ("in1_features=%d, in2_features=%d, out_features=%d, bias=%s"):format(self.in1_features,
    self.in2_features, self.out_features, self.bias ~= nil)
end

return Bilinear
