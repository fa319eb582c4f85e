--- nn.LazyBatchNorm3d.

local BatchNorm3d = require "luma.nn.BatchNorm3d"
local lazy = require "luma.nn._lazy"

---nn.BatchNorm3d without num_features, which its first input tells.
---@class nn.LazyBatchNorm3d : nn.BatchNorm3d
local LazyBatchNorm3d = lazy("LazyBatchNorm3d", BatchNorm3d, "num_features", 2)

return LazyBatchNorm3d
