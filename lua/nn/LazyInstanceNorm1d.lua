--- nn.LazyInstanceNorm1d.

local InstanceNorm1d = require "luma.nn.InstanceNorm1d"
local lazy = require "luma.nn._lazy"

---nn.InstanceNorm1d without num_features, which its first input tells; affine and
---track_running_stats are true by default.
---@class nn.LazyInstanceNorm1d : nn.InstanceNorm1d
local LazyInstanceNorm1d = lazy("LazyInstanceNorm1d", InstanceNorm1d, "num_features",
  {[2] = 1, [3] = 2}, InstanceNorm1d.lazy_arguments("LazyInstanceNorm1d"))

return LazyInstanceNorm1d
