--- nn.LazyConv1d.

local Conv1d = require "luma.nn.Conv1d"
local lazy = require "luma.nn._lazy"

---nn.Conv1d without in_channels, which its first input tells.
---@class nn.LazyConv1d : nn.Conv1d
local LazyConv1d = lazy("LazyConv1d", Conv1d, "in_channels", {[2] = 1, [3] = 2})

return LazyConv1d
