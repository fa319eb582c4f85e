--- nn.LazyConvTranspose3d.

local ConvTranspose3d = require "luma.nn.ConvTranspose3d"
local lazy = require "luma.nn._lazy"

---nn.ConvTranspose3d without in_channels, which its first input tells.
---@class nn.LazyConvTranspose3d : nn.ConvTranspose3d
local LazyConvTranspose3d = lazy("LazyConvTranspose3d", ConvTranspose3d, "in_channels",
  {[4] = 1, [5] = 2})

return LazyConvTranspose3d
