--- nn.LazyConv3d.

local Conv3d = require "luma.nn.Conv3d"
local lazy = require "luma.nn._lazy"

---nn.Conv3d without in_channels, which its first input tells.
---@class nn.LazyConv3d : nn.Conv3d
local LazyConv3d = lazy("LazyConv3d", Conv3d, "in_channels", {[4] = 1, [5] = 2})

return LazyConv3d
