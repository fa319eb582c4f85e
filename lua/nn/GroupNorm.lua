--- nn.GroupNorm.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

local group_norm = functional.group_norm

---Normalises groups of channels of each sample, then scales and shifts channels (Wu and He 2018):
---(N, C, ...) gives the same shape.
---@class nn.GroupNorm : nn.Module
---@field weight? Tensor (C), starts as ones
---@field bias? Tensor (C), starts as zeros
---@field num_groups integer
---@field num_channels integer a multiple of num_groups
---@field eps number default 1e-5
---@field affine boolean default true
---@overload fun(num_groups: integer, num_channels: integer, eps?: number, affine?: boolean,
---device?: string, dtype?: string, bias?: boolean): nn.GroupNorm
local GroupNorm = class("GroupNorm")

local parse = arguments("nn.GroupNorm", {
  {"num_groups", "size"}, {"num_channels", "size"}, {"eps", "number?", 1e-5},
  {"affine", "boolean?", true}, {"device", "string?"}, {"dtype", "string?"},
  {"bias", "boolean?", true},
})

function GroupNorm:init(...)
  local groups, channels, eps, affine, device, dtype, bias = parse(...)
  if groups == 0 or channels % groups ~= 0 then
    fail("nn.GroupNorm: num_channels must be a multiple of num_groups, got %d and %d", channels,
      groups)
  end
  self.num_groups, self.num_channels, self.eps, self.affine = groups, channels, eps, affine
  if affine then
    self.weight = Parameter(tensor.ones({channels}, dtype, device))
    if bias then self.bias = Parameter(tensor.zeros({channels}, dtype, device)) end
  end
end

function GroupNorm:forward(input)
  return group_norm(input, self.num_groups, self.weight, self.bias, self.eps)
end

function GroupNorm:extra_repr()
  return ("%d, %d, eps=%s, affine=%s, bias=%s"):format(self.num_groups, self.num_channels,
    self.eps, self.affine, self.bias ~= nil)
end

return GroupNorm
