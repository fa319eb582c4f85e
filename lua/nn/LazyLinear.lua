--- nn.LazyLinear.

local Linear = require "luma.nn.Linear"
local lazy = require "luma.nn._lazy"

---nn.Linear without in_features, which its first input tells.
---@class nn.LazyLinear : nn.Linear
local LazyLinear = lazy("LazyLinear", Linear, "in_features", -1)

return LazyLinear
