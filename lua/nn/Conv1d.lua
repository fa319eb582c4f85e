--- nn.Conv1d.

local ConvNd = require "luma.nn._ConvNd"

---Convolution (cross-correlation) over one dimension: (N, in_channels, L) or (in_channels, L)
---gives (N, out_channels, L') or (out_channels, L'). Sizes are integers or lists of
---1; padding may also be "same" or "valid", and padding_mode "zeros", "reflect", "replicate"
---or "circular". Weight and bias start uniform on ±1 / sqrt(in_channels / groups * kernel).
---@class nn.Conv1d : nn.Module
---@field weight Tensor (out_channels, in_channels / groups, k)
---@field bias? Tensor (out_channels)
---@overload fun(in_channels: integer, out_channels: integer, kernel_size: integer|integer[],
---options?: {stride: integer|integer[]|nil, padding: integer|integer[]|string|nil,
---dilation: integer|integer[]|nil, groups: integer?, bias: boolean?, padding_mode: string?,
---device: string?, dtype: string?}): nn.Conv1d
local Conv1d = ConvNd.derive("Conv1d", 1)

return Conv1d
