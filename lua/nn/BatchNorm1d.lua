--- nn.BatchNorm1d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

local batch_norm = functional.batch_norm

---Normalises each feature over the batch, then scales and shifts it (Ioffe and Szegedy 2015):
---(N, C) or (N, C, L) gives the same shape. In training it uses the statistics of the batch and
---follows them with running ones, running = (1 - momentum) * running + momentum * batch, which it
---uses in evaluation. momentum = false averages over all batches instead.
---@class nn.BatchNorm1d : nn.Module
---@field weight? Tensor (C), starts as ones
---@field bias? Tensor (C), starts as zeros
---@field running_mean? Tensor (C)
---@field running_var? Tensor (C), of the unbiased variances
---@overload fun(num_features: integer, options?: {eps: number?, momentum: number|false|nil,
---affine: boolean?, track_running_stats: boolean?, device: string?,
---dtype: string?}): nn.BatchNorm1d
local BatchNorm1d = class("BatchNorm1d")

local parse = arguments("nn.BatchNorm1d", {
  {"num_features", "size"}, {"eps", "number?", 1e-5}, {"momentum", "number|false?", 0.1},
  {"affine", "boolean?", true}, {"track_running_stats", "boolean?", true},
  {"device", "string?"}, {"dtype", "string?"},
})

function BatchNorm1d:init(...)
  local features, eps, momentum, affine, track, device, dtype = parse(...)
  self.num_features, self.eps, self.momentum = features, eps, momentum
  self.affine, self.track_running_stats = affine, track
  if affine then
    self.weight = Parameter(tensor.ones({features}, dtype, device))
    self.bias = Parameter(tensor.zeros({features}, dtype, device))
  end
  if track then
    self:register_buffer("running_mean", tensor.zeros({features}, dtype, device))
    self:register_buffer("running_var", tensor.ones({features}, dtype, device))
    self:register_buffer("num_batches_tracked", tensor.zeros({}, "int64", device))
  end
end

---Forgets the running statistics.
function BatchNorm1d:reset_running_stats()
  if not self.track_running_stats then return end
  self.running_mean:zero_()
  self.running_var:fill_(1)
  self.num_batches_tracked:zero_()
end

function BatchNorm1d:forward(input)
  if not tensor.is_tensor(input) then
    fail("BatchNorm1d: a tensor is needed, got a %s", type(input))
  elseif input.ndim ~= 2 and input.ndim ~= 3 then
    fail("BatchNorm1d: the input must be (N, C) or (N, C, L), it has shape %s", input.shape)
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

function BatchNorm1d:extra_repr()
  return ("%d, eps=%s, momentum=%s, affine=%s, track_running_stats=%s"):format(self.num_features,
    self.eps, self.momentum, self.affine, self.track_running_stats)
end

return BatchNorm1d
