--- nn.LazyBatchNorm2d.

local BatchNorm2d = require "luma.nn.BatchNorm2d"
local lazy = require "luma.nn._lazy"

---nn.BatchNorm2d without num_features, which its first input tells.
---@class nn.LazyBatchNorm2d : nn.BatchNorm2d
local LazyBatchNorm2d = lazy("LazyBatchNorm2d", BatchNorm2d, "num_features", 2)

return LazyBatchNorm2d
