--- nn.InstanceNorm2d.

local _InstanceNorm = require "luma.nn._InstanceNorm"
local class = require "luma.nn.class"

---Normalises each channel of each sample over its positions (Ulyanov et al. 2016): (N, C, H, W)
---or (C, H, W) gives the same shape. With affine it scales and shifts channels; with
---track_running_stats it follows running statistics in training and uses them in evaluation.
---@class nn.InstanceNorm2d : nn._InstanceNorm
---@overload fun(num_features: integer, options?: {eps: number?, momentum: number?,
---affine: boolean?, track_running_stats: boolean?, device: string?, dtype: string?,
---bias: boolean?}): nn.InstanceNorm2d
local InstanceNorm2d = class("InstanceNorm2d", _InstanceNorm)

InstanceNorm2d.spatial = {dims = 2, shapes = "(N, C, H, W) or (C, H, W)"}

return InstanceNorm2d
