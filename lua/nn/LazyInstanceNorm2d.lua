--- nn.LazyInstanceNorm2d.

local InstanceNorm2d = require "luma.nn.InstanceNorm2d"
local lazy = require "luma.nn._lazy"

---nn.InstanceNorm2d without num_features, which its first input tells; affine and
---track_running_stats are true by default.
---@class nn.LazyInstanceNorm2d : nn.InstanceNorm2d
local LazyInstanceNorm2d = lazy("LazyInstanceNorm2d", InstanceNorm2d, "num_features",
  {[3] = 1, [4] = 2}, InstanceNorm2d.lazy_arguments("LazyInstanceNorm2d"))

return LazyInstanceNorm2d
