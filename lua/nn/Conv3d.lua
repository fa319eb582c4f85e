--- nn.Conv3d.

local ConvNd = require "luma.nn._ConvNd"

---Convolution (cross-correlation) over three dimensions: (N, in_channels, D, H, W) or
---(in_channels, D, H, W) gives (N, out_channels, D', H', W') or (out_channels, D', H', W'). Sizes
---are integers or lists of 3; padding may also be "same" or "valid", and padding_mode "zeros",
---"reflect", "replicate" or "circular". Weight and bias start uniform on ±1 / sqrt(in_channels /
---groups * kernel).
---@class nn.Conv3d : nn.Module
---@field weight Tensor (out_channels, in_channels / groups, kd, kh, kw)
---@field bias? Tensor (out_channels)
---@overload fun(in_channels: integer, out_channels: integer, kernel_size: integer|integer[],
---options?: {stride: integer|integer[]|nil, padding: integer|integer[]|string|nil,
---dilation: integer|integer[]|nil, groups: integer?, bias: boolean?, padding_mode: string?,
---device: string?, dtype: string?}): nn.Conv3d
local Conv3d = ConvNd.derive("Conv3d", 3)

return Conv3d
