--- nn.InstanceNorm3d.

local _InstanceNorm = require "luma.nn._InstanceNorm"
local class = require "luma.nn.class"

---Normalises each channel of each sample over its positions (Ulyanov et al. 2016): (N, C, D, H,
---W) or (C, D, H, W) gives the same shape. With affine it scales and shifts channels; with
---track_running_stats it follows running statistics in training and uses them in evaluation.
---@class nn.InstanceNorm3d : nn._InstanceNorm
---@overload fun(num_features: integer, options?: {eps: number?, momentum: number?,
---affine: boolean?, track_running_stats: boolean?, device: string?, dtype: string?,
---bias: boolean?}): nn.InstanceNorm3d
local InstanceNorm3d = class("InstanceNorm3d", _InstanceNorm)

InstanceNorm3d.spatial = {dims = 3, shapes = "(N, C, D, H, W) or (C, D, H, W)"}

return InstanceNorm3d
