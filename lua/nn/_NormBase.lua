--- What nn._BatchNorm and nn._InstanceNorm share: parameters and running statistics of channels.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local class = require "luma.nn.class"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

---@class nn._NormBase : nn.Module
---@field weight? Tensor (C), starts as ones
---@field bias? Tensor (C), starts as zeros
---@field running_mean? Tensor (C)
---@field running_var? Tensor (C), of the unbiased variances
local NormBase = class("_NormBase")
NormBase._version = 2 -- since 2 there is num_batches_tracked

-- The parser of a class, which errors name: the default of affine and track_running_stats, and what
-- momentum may be.
function NormBase.parser(class_name, default, momentum)
  return arguments("nn." .. class_name, {
    {"num_features", "size"}, {"eps", "number?", 1e-5}, {"momentum", momentum, 0.1},
    {"affine", "boolean?", default}, {"track_running_stats", "boolean?", default},
    {"device", "string?"}, {"dtype", "string?"}, {"bias", "boolean?", true},
  })
end

-- A class of norms, with what its parsers want.
function NormBase.derive(name, default, momentum)
  local made = class(name, NormBase)
  local parsers = {}
  function made.parse(class_name, ...)
    parsers[class_name] = parsers[class_name] or NormBase.parser(class_name, default, momentum)
    return parsers[class_name](...)
  end
  return made
end

function NormBase:init(...)
  local name = getmetatable(self).__name
  local features, eps, momentum, affine, track, device, dtype, bias = self.parse(name, ...)
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
function NormBase:reset_running_stats()
  if not self.track_running_stats then return end
  self.running_mean:zero_()
  self.running_var:fill_(1)
  self.num_batches_tracked:zero_()
end

---Makes the parameters and the statistics what they were at first.
function NormBase:reset_parameters()
  self:reset_running_stats()
  local _ <close> = autograd.no_grad()
  if self.weight then self.weight:fill_(1) end
  if self.bias then self.bias:zero_() end
end

function NormBase:extra_repr()
  return ("%d, eps=%s, momentum=%s, affine=%s, bias=%s, track_running_stats=%s"):format(
    self.num_features, self.eps, self.momentum, self.affine, self.bias ~= nil,
    self.track_running_stats)
end

return NormBase
