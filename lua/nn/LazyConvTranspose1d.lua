--- nn.LazyConvTranspose1d.

local ConvTranspose1d = require "luma.nn.ConvTranspose1d"
local lazy = require "luma.nn._lazy"

---nn.ConvTranspose1d without in_channels, which its first input tells.
---@class nn.LazyConvTranspose1d : nn.ConvTranspose1d
local LazyConvTranspose1d = lazy("LazyConvTranspose1d", ConvTranspose1d, "in_channels",
  {[2] = 1, [3] = 2})

return LazyConvTranspose1d
