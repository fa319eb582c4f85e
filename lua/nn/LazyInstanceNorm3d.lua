--- nn.LazyInstanceNorm3d.

local InstanceNorm3d = require "luma.nn.InstanceNorm3d"
local lazy = require "luma.nn._lazy"

---nn.InstanceNorm3d without num_features, which its first input tells; affine and
---track_running_stats are true by default.
---@class nn.LazyInstanceNorm3d : nn.InstanceNorm3d
local LazyInstanceNorm3d = lazy("LazyInstanceNorm3d", InstanceNorm3d, "num_features",
  {[4] = 1, [5] = 2}, InstanceNorm3d.lazy_arguments("LazyInstanceNorm3d"))

return LazyInstanceNorm3d
