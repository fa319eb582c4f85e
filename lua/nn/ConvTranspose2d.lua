--- nn.ConvTranspose2d.

local ConvNd = require "luma.nn._ConvNd"

---The transpose of a convolution over two dimensions, the gradient of Conv2d for its input:
---(N, in_channels, H, W) or (in_channels, H, W) gives (N, out_channels, H', W') or
---(out_channels, H', W'). With stride several sizes are possible: output_padding adds to the
---least, or `m(x, output_size)` names the one that is wanted.
---@class nn.ConvTranspose2d : nn.Module
---@field weight Tensor (in_channels, out_channels / groups, kh, kw)
---@field bias? Tensor (out_channels)
---@overload fun(in_channels: integer, out_channels: integer, kernel_size: integer|integer[],
---options?: {stride: integer|integer[]|nil, padding: integer|integer[]|nil,
---output_padding: integer|integer[]|nil, groups: integer?, bias: boolean?,
---dilation: integer|integer[]|nil, padding_mode: string?, device: string?,
---dtype: string?}): nn.ConvTranspose2d
local ConvTranspose2d = ConvNd.derive("ConvTranspose2d", 2)

return ConvTranspose2d
