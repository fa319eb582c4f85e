--- nn.LazyInstanceNorm2d.

local InstanceNorm2d = require "luma.nn.InstanceNorm2d"
local lazy = require "luma.nn._lazy"

---nn.InstanceNorm2d without num_features, which its first input tells.
---@class nn.LazyInstanceNorm2d : nn.InstanceNorm2d
local LazyInstanceNorm2d = lazy("LazyInstanceNorm2d", InstanceNorm2d, "num_features",
  {[3] = 1, [4] = 2})

return LazyInstanceNorm2d
