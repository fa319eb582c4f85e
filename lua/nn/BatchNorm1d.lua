--- nn.BatchNorm1d.

local _BatchNorm = require "luma.nn._BatchNorm"
local class = require "luma.nn.class"

---Normalises each feature over the batch, then scales and shifts it (Ioffe and Szegedy 2015): (N,
---C) or (N, C, L) gives the same shape. In training it uses the statistics of the batch and
---follows them with running ones, running = (1 - momentum) * running + momentum * batch, which it
---uses in evaluation. momentum = false averages over all batches instead.
---@class nn.BatchNorm1d : nn._BatchNorm
---@overload fun(num_features: integer, options?: {eps: number?, momentum: number|false|nil,
---affine: boolean?, track_running_stats: boolean?, device: string?, dtype: string?, bias:
---boolean?}): nn.BatchNorm1d
local BatchNorm1d = class("BatchNorm1d", _BatchNorm)

BatchNorm1d.ranks = {least = 2, most = 3, shapes = "(N, C) or (N, C, L)"}

return BatchNorm1d
