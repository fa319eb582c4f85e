--- The base of nn.InstanceNorm1d, InstanceNorm2d and InstanceNorm3d.

local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local NormBase = require "luma.nn._NormBase"
local tensor = require "luma.tensor"

local instance_norm = functional.instance_norm

---@class nn._InstanceNorm : nn._NormBase
---@field spatial table how many spatial dimensions an input has, and how errors spell its shapes
local _InstanceNorm = NormBase.derive("_InstanceNorm", false, "number?")

-- What a lazy form takes: it is affine and follows running statistics unless it is told not to.
function _InstanceNorm.lazy_arguments(name)
  local parse = NormBase.parser(name, true, "number?")
  return function(...) return select(2, parse(0, ...)) end
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

return _InstanceNorm
