--- nn.Conv2d.

local ConvNd = require "luma.nn._ConvNd"

---Convolution (cross-correlation) over two dimensions: (N, in_channels, H, W) or (in_channels, H,
---W) gives (N, out_channels, H', W') or (out_channels, H', W'). Sizes are integers or lists of 2;
---padding may also be "same" or "valid", and padding_mode "zeros", "reflect", "replicate" or
---"circular". Weight and bias start uniform on ±1 / sqrt(in_channels / groups * kernel).
---@class nn.Conv2d : nn.Module
---@field weight Tensor (out_channels, in_channels / groups, kh, kw)
---@field bias? Tensor (out_channels)
---@overload fun(in_channels: integer, out_channels: integer, kernel_size: integer|integer[],
---options?: {stride: integer|integer[]|nil, padding: integer|integer[]|string|nil,
---dilation: integer|integer[]|nil, groups: integer?, bias: boolean?, padding_mode: string?,
---device: string?, dtype: string?}): nn.Conv2d
local Conv2d = ConvNd.derive("Conv2d", 2)

return Conv2d
