--- The base of nn.InstanceNorm1d, InstanceNorm2d and InstanceNorm3d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

local instance_norm = functional.instance_norm

---@class nn._InstanceNorm : nn.Module
---@field weight? Tensor (C), starts as ones
---@field bias? Tensor (C), starts as zeros
---@field running_mean? Tensor (C)
---@field running_var? Tensor (C), of the unbiased variances
---@field spatial table how many spatial dimensions an input has, and how errors spell its shapes
local _InstanceNorm = class("_InstanceNorm")

local parsers = {}

-- The parser of a class, which errors name.
local function parse(name, ...)
  parsers[name] = parsers[name] or arguments("nn." .. name, {
    {"num_features", "size"}, {"eps", "number?", 1e-5}, {"momentum", "number?", 0.1},
    {"affine", "boolean?", false}, {"track_running_stats", "boolean?", false},
    {"device", "string?"}, {"dtype", "string?"}, {"bias", "boolean?", true},
  })
  return parsers[name](...)
end

function _InstanceNorm:init(...)
  local name = getmetatable(self).__name
  local features, eps, momentum, affine, track, device, dtype, bias = parse(name, ...)
  self.num_features, self.eps, self.momentum = features, eps, momentum
  self.affine, self.track_running_stats = affine, track
  if affine then
    self.weight = Parameter(tensor.ones({features}, dtype, device))
    if bias then self.bias = Parameter(tensor.zeros({features}, dtype, device)) end
  end
  if track then
    self:register_buffer("running_mean", tensor.zeros({features}, dtype, device))
    self:register_buffer("running_var", tensor.ones({features}, dtype, device))
    self:register_buffer("num_batches_tracked", tensor.zeros({}, "int64", device))
  end
end

---Forgets the running statistics.
function _InstanceNorm:reset_running_stats()
  if not self.track_running_stats then return end
  self.running_mean:zero_()
  self.running_var:fill_(1)
  self.num_batches_tracked:zero_()
end

function _InstanceNorm:forward(input)
  local name, spatial = getmetatable(self).__name, self.spatial
  if not tensor.is_tensor(input) then
    fail("%s: a tensor is needed, got a %s", name, type(input))
  end
  local rank = input.ndim - spatial.dims
  if rank ~= 1 and rank ~= 2 then
    fail("%s: the input must be %s, it has shape %s", name, spatial.shapes, input.shape)
  elseif self.affine and input.shape[rank] ~= self.num_features then
    fail("%s: the input of shape %s has %d channels, the layer has %d", name, input.shape,
      input.shape[rank], self.num_features)
  end
  local of_input = self.training or not self.track_running_stats
  local batch = rank == 1 and input:unsqueeze(1) or input
  local result = instance_norm(batch, self.running_mean, self.running_var, self.weight, self.bias,
    of_input, self.momentum, self.eps)
  return rank == 1 and result:squeeze(1) or result
end

function _InstanceNorm:extra_repr()
  return ("%d, eps=%s, momentum=%s, affine=%s, track_running_stats=%s"):format(self.num_features,
    self.eps, self.momentum, self.affine, self.track_running_stats)
end

return _InstanceNorm
