--- nn.BatchNorm2d.

local _BatchNorm = require "luma.nn._BatchNorm"
local class = require "luma.nn.class"

---Normalises each channel over the batch and all positions, then scales and shifts it (Ioffe and
---Szegedy 2015): (N, C, H, W) gives the same shape. In training it uses the statistics of the
---batch and follows them with running ones, running = (1 - momentum) * running + momentum *
---batch, which it uses in evaluation. momentum = false averages over all batches instead.
---@class nn.BatchNorm2d : nn._BatchNorm
---@overload fun(num_features: integer, options?: {eps: number?, momentum: number|false|nil,
---affine: boolean?, track_running_stats: boolean?, device: string?, dtype: string?, bias:
---boolean?}): nn.BatchNorm2d
local BatchNorm2d = class("BatchNorm2d", _BatchNorm)

BatchNorm2d.ranks = {least = 4, most = 4, shapes = "(N, C, H, W)"}

return BatchNorm2d
