--- nn.BatchNorm3d.

local _BatchNorm = require "luma.nn._BatchNorm"
local class = require "luma.nn.class"

---Normalises each channel over the batch and all positions, then scales and shifts it (Ioffe and
---Szegedy 2015): (N, C, D, H, W) gives the same shape. In training it uses the statistics of the
---batch and follows them with running ones, running = (1 - momentum) * running + momentum *
---batch, which it uses in evaluation. momentum = false averages over all batches instead.
---@class nn.BatchNorm3d : nn._BatchNorm
---@overload fun(num_features: integer, options?: {eps: number?, momentum: number|false|nil,
---affine: boolean?, track_running_stats: boolean?, device: string?, dtype: string?, bias:
---boolean?}): nn.BatchNorm3d
local BatchNorm3d = class("BatchNorm3d", _BatchNorm)

BatchNorm3d.ranks = {least = 5, most = 5, shapes = "(N, C, D, H, W)"}

return BatchNorm3d
