--- The base of nn.BatchNorm1d, BatchNorm2d, BatchNorm3d and SyncBatchNorm.

local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local NormBase = require "luma.nn._NormBase"
local tensor = require "luma.tensor"

local batch_norm = functional.batch_norm

---@class nn._BatchNorm : nn._NormBase
---@field ranks table how many dimensions an input has, and how errors spell its shapes
local _BatchNorm = NormBase.derive("_BatchNorm", true, "number|false?")

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

return _BatchNorm
