--- nn.AdaptiveMaxPool3d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local adaptive_max_pool3d = functional.adaptive_max_pool3d

---The largest element of each of output_size windows, with return_indices also its position,: (N,
---C, D, H, W) or (C, D, H, W) gives the same with these spatial sizes.
---@class nn.AdaptiveMaxPool3d : nn.Module
---@field output_size integer|integer[] one for all, or for each; false: the input's
---@field return_indices boolean default false
---@overload fun(output_size: integer|integer[], return_indices?: boolean): nn.AdaptiveMaxPool3d
local AdaptiveMaxPool3d = class("AdaptiveMaxPool3d")

local parse = arguments("nn.AdaptiveMaxPool3d", {
  {"output_size", "sizes"}, {"return_indices", "boolean?", false},
})

function AdaptiveMaxPool3d:init(...) self.output_size, self.return_indices = parse(...) end

function AdaptiveMaxPool3d:forward(input)
  return adaptive_max_pool3d(input, self.output_size, self.return_indices)
end

function AdaptiveMaxPool3d:extra_repr()
  return ("output_size=%s"):format(written(self.output_size))
end

return AdaptiveMaxPool3d
