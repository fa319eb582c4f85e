--- nn.LazyConvTranspose2d.

local ConvTranspose2d = require "luma.nn.ConvTranspose2d"
local lazy = require "luma.nn._lazy"

---nn.ConvTranspose2d without in_channels, which its first input tells.
---@class nn.LazyConvTranspose2d : nn.ConvTranspose2d
local LazyConvTranspose2d = lazy("LazyConvTranspose2d", ConvTranspose2d, "in_channels",
  {[3] = 1, [4] = 2})

return LazyConvTranspose2d
