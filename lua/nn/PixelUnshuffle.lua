--- nn.PixelUnshuffle.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local pixel_unshuffle = functional.pixel_unshuffle

---The reverse of nn.PixelShuffle: (..., C, H * r, W * r) gives (..., C * r * r, H, W).
---@class nn.PixelUnshuffle : nn.Module
---@field downscale_factor integer
---@overload fun(downscale_factor: integer): nn.PixelUnshuffle
local PixelUnshuffle = class("PixelUnshuffle")

local parse = arguments("nn.PixelUnshuffle", {
  {"downscale_factor", "size"},
})

function PixelUnshuffle:init(...) self.downscale_factor = parse(...) end

function PixelUnshuffle:forward(input) return pixel_unshuffle(input, self.downscale_factor) end

function PixelUnshuffle:extra_repr()
  return ("downscale_factor=%d"):format(self.downscale_factor)
end

return PixelUnshuffle
