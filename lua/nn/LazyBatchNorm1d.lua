--- nn.LazyBatchNorm1d.

local BatchNorm1d = require "luma.nn.BatchNorm1d"
local lazy = require "luma.nn._lazy"

---nn.BatchNorm1d without num_features, which its first input tells.
---@class nn.LazyBatchNorm1d : nn.BatchNorm1d
local LazyBatchNorm1d = lazy("LazyBatchNorm1d", BatchNorm1d, "num_features", 2)

return LazyBatchNorm1d
