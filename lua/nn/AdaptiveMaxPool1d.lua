--- nn.AdaptiveMaxPool1d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local adaptive_max_pool1d = functional.adaptive_max_pool1d

---The largest element of each of output_size windows, with return_indices also its position,: (N,
---C, L) or (C, L) gives the same with these spatial sizes.
---@class nn.AdaptiveMaxPool1d : nn.Module
---@field output_size integer|integer[] one for all, or for each; false: the input's
---@field return_indices boolean default false
---@overload fun(output_size: integer|integer[], return_indices?: boolean): nn.AdaptiveMaxPool1d
local AdaptiveMaxPool1d = class("AdaptiveMaxPool1d")

local parse = arguments("nn.AdaptiveMaxPool1d", {
  {"output_size", "sizes"}, {"return_indices", "boolean?", false},
})

function AdaptiveMaxPool1d:init(...) self.output_size, self.return_indices = parse(...) end

function AdaptiveMaxPool1d:forward(input)
  return adaptive_max_pool1d(input, self.output_size, self.return_indices)
end

function AdaptiveMaxPool1d:extra_repr()
  return ("output_size=%s"):format(written(self.output_size))
end

return AdaptiveMaxPool1d
