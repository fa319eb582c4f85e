--- nn.LazyConv2d.

local Conv2d = require "luma.nn.Conv2d"
local lazy = require "luma.nn._lazy"

---nn.Conv2d without in_channels, which its first input tells.
---@class nn.LazyConv2d : nn.Conv2d
local LazyConv2d = lazy("LazyConv2d", Conv2d, "in_channels", {[3] = 1, [4] = 2})

return LazyConv2d
