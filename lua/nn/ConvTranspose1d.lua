--- nn.ConvTranspose1d.

local ConvNd = require "luma.nn._ConvNd"

---The transpose of a convolution over one dimension, the gradient of Conv1d for its input:
---(N, in_channels, L) or (in_channels, L) gives (N, out_channels, L') or
---(out_channels, L'). With stride several sizes are possible: output_padding adds to the
---least, or `m(x, output_size)` names the one that is wanted.
---@class nn.ConvTranspose1d : nn.Module
---@field weight Tensor (in_channels, out_channels / groups, k)
---@field bias? Tensor (out_channels)
---@overload fun(in_channels: integer, out_channels: integer, kernel_size: integer|integer[],
---options?: {stride: integer|integer[]|nil, padding: integer|integer[]|nil,
---output_padding: integer|integer[]|nil, groups: integer?, bias: boolean?,
---dilation: integer|integer[]|nil, padding_mode: string?, device: string?,
---dtype: string?}): nn.ConvTranspose1d
local ConvTranspose1d = ConvNd.derive("ConvTranspose1d", 1)

return ConvTranspose1d
