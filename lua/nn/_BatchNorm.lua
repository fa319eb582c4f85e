--- The base of nn.BatchNorm1d, BatchNorm2d, BatchNorm3d and SyncBatchNorm.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

local batch_norm = functional.batch_norm

---@class nn._BatchNorm : nn.Module
---@field weight? Tensor (C), starts as ones
---@field bias? Tensor (C), starts as zeros
---@field running_mean? Tensor (C)
---@field running_var? Tensor (C), of the unbiased variances
---@field ranks table how many dimensions an input has, and how errors spell its shapes
local _BatchNorm = class("_BatchNorm")

local parsers = {}

-- The parser of a class, which errors name.
local function parse(name, ...)
  parsers[name] = parsers[name] or arguments("nn." .. name, {
    {"num_features", "size"}, {"eps", "number?", 1e-5}, {"momentum", "number|false?", 0.1},
    {"affine", "boolean?", true}, {"track_running_stats", "boolean?", true},
    {"device", "string?"}, {"dtype", "string?"}, {"bias", "boolean?", true},
  })
  return parsers[name](...)
end

function _BatchNorm:init(...)
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
function _BatchNorm:reset_running_stats()
  if not self.track_running_stats then return end
  self.running_mean:zero_()
  self.running_var:fill_(1)
  self.num_batches_tracked:zero_()
end

---Makes the parameters and the statistics what they were at first.
function _BatchNorm:reset_parameters()
  self:reset_running_stats()
  autograd.no_grad(function()
    if self.weight then self.weight:fill_(1) end
    if self.bias then self.bias:zero_() end
  end)
end

function _BatchNorm:forward(input)
  local name, ranks = getmetatable(self).__name, self.ranks
  if not tensor.is_tensor(input) then
    fail("%s: a tensor is needed, got a %s", name, type(input))
  elseif input.ndim < ranks.least or input.ndim > ranks.most then
    fail("%s: the input must be %s, it has shape %s", name, ranks.shapes, input.shape)
  elseif input.shape[2] ~= self.num_features then
    fail("%s: the input of shape %s has %d channels, the layer has %d", name, input.shape,
      input.shape[2], self.num_features)
  end
  local momentum = self.momentum or 0
  if self.training and self.track_running_stats then
    self.num_batches_tracked:add_(1)
    if not self.momentum then momentum = 1 / self.num_batches_tracked:item() end
  end
  -- Without running statistics those of the batch serve in evaluation, too.
  local of_batch = self.training or self.running_mean == nil
  return batch_norm(input, self.running_mean, self.running_var, self.weight, self.bias, of_batch,
    momentum, self.eps)
end

function _BatchNorm:extra_repr()
  return ("%d, eps=%s, momentum=%s, affine=%s, track_running_stats=%s"):format(self.num_features,
    self.eps, self.momentum, self.affine, self.track_running_stats)
end

return _BatchNorm
