--- nn.SyncBatchNorm.

local _BatchNorm = require "luma.nn._BatchNorm"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"

---Batch normalisation whose statistics are those of all processes; in one process it does what
---nn.BatchNorm1d to nn.BatchNorm3d do, for inputs (N, C, ...).
---@class nn.SyncBatchNorm : nn._BatchNorm
---@overload fun(num_features: integer, options?: {eps: number?, momentum: number|false|nil,
---affine: boolean?, track_running_stats: boolean?, device: string?, dtype: string?,
---bias: boolean?}): nn.SyncBatchNorm
local SyncBatchNorm = class("SyncBatchNorm", _BatchNorm)

SyncBatchNorm.ranks = {least = 2, most = 16, shapes = "(N, C, ...)"}

local plain = {BatchNorm1d = true, BatchNorm2d = true, BatchNorm3d = true}

-- A layer of this class with the parameters, buffers and mode of a plain one.
local function converted(module)
  local new = SyncBatchNorm(module.num_features, module.eps, module.momentum, module.affine,
    module.track_running_stats)
  for _, name in ipairs{"weight", "bias", "running_mean", "running_var", "num_batches_tracked"} do
    new[name] = module[name]
  end
  new.training = module.training
  return new
end

---Puts a SyncBatchNorm in the place of each batch normalisation of a model, with its parameters.
---@param module nn.Module
---@return nn.Module # the module itself, or what takes its place
function SyncBatchNorm.convert_sync_batchnorm(module)
  if not is_module(module) then
    fail("SyncBatchNorm.convert_sync_batchnorm: a module is needed, got a %s", type(module))
  end
  if plain[getmetatable(module).__name] then return converted(module) end
  for _, key in ipairs(module._names) do
    local child = rawget(module, key)
    if is_module(child) then module[key] = SyncBatchNorm.convert_sync_batchnorm(child) end
  end
  return module
end

return SyncBatchNorm
