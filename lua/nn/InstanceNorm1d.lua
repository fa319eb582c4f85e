--- nn.InstanceNorm1d.

local _InstanceNorm = require "luma.nn._InstanceNorm"
local class = require "luma.nn.class"

---Normalises each channel of each sample over its positions (Ulyanov et al. 2016): (N, C, L) or
---(C, L) gives the same shape. With affine it scales and shifts channels; with
---track_running_stats it follows running statistics in training and uses them in evaluation.
---@class nn.InstanceNorm1d : nn._InstanceNorm
---@overload fun(num_features: integer, options?: {eps: number?, momentum: number?,
---affine: boolean?, track_running_stats: boolean?, device: string?, dtype: string?,
---bias: boolean?}): nn.InstanceNorm1d
local InstanceNorm1d = class("InstanceNorm1d", _InstanceNorm)

InstanceNorm1d.spatial = {dims = 1, shapes = "(N, C, L) or (C, L)"}

return InstanceNorm1d
