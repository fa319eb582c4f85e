--- nn.Upsample.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local interpolate = functional.interpolate

---The spatial dimensions resampled to size, or by scale_factor; mode "nearest", "linear",
---"bilinear", "bicubic" or "trilinear": (N, C, L), (N, C, H, W) or (N, C, D, H, W).
---@class nn.Upsample : nn.Module
---@field size? integer|integer[]
---@field scale_factor? number|number[]
---@field mode string "nearest" by default
---@field align_corners boolean default false
---@field recompute_scale_factor boolean default false
---@overload fun(size?: integer|integer[], scale_factor?: number|number[], mode?: string,
---align_corners?: boolean, recompute_scale_factor?: boolean): nn.Upsample
local Upsample = class("Upsample")

local parse = arguments("nn.Upsample", {
  {"size", "integers?"}, {"scale_factor", "numbers?"}, {"mode", "string?", "nearest"},
  {"align_corners", "boolean?", false}, {"recompute_scale_factor", "boolean?", false},
})

function Upsample:init(...)
  self.size, self.scale_factor, self.mode, self.align_corners,
    self.recompute_scale_factor = parse(...)
end

function Upsample:forward(input)
  return interpolate(input, self.size, self.scale_factor, self.mode, self.align_corners,
    self.recompute_scale_factor)
end

function Upsample:extra_repr()
  local text = self.scale_factor and "scale_factor=" .. written(self.scale_factor)
    or "size=" .. written(self.size)
  return ("%s, mode=%q"):format(text, self.mode)
end

return Upsample
