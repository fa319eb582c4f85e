--- nn.AdaptiveAvgPool1d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local adaptive_avg_pool1d = functional.adaptive_avg_pool1d

---The mean of each of output_size windows: (N, C, L) or (C, L) gives the same with these spatial
---sizes.
---@class nn.AdaptiveAvgPool1d : nn.Module
---@field output_size integer|integer[] one for all, or for each; false: the input's
---@overload fun(output_size: integer|integer[]): nn.AdaptiveAvgPool1d
local AdaptiveAvgPool1d = class("AdaptiveAvgPool1d")

local parse = arguments("nn.AdaptiveAvgPool1d", {
  {"output_size", "sizes"},
})

function AdaptiveAvgPool1d:init(...) self.output_size = parse(...) end

function AdaptiveAvgPool1d:forward(input) return adaptive_avg_pool1d(input, self.output_size) end

function AdaptiveAvgPool1d:extra_repr()
  return ("output_size=%s"):format(written(self.output_size))
end

return AdaptiveAvgPool1d
