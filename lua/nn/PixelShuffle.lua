--- nn.PixelShuffle.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local pixel_shuffle = functional.pixel_shuffle

---Channels rearranged into larger images (Shi et al. 2016): (..., C * r * r, H, W) gives (..., C, H
---* r, W * r).
---@class nn.PixelShuffle : nn.Module
---@field upscale_factor integer
---@overload fun(upscale_factor: integer): nn.PixelShuffle
local PixelShuffle = class("PixelShuffle")

local parse = arguments("nn.PixelShuffle", {
  {"upscale_factor", "size"},
})

function PixelShuffle:init(...) self.upscale_factor = parse(...) end

function PixelShuffle:forward(input) return pixel_shuffle(input, self.upscale_factor) end

function PixelShuffle:extra_repr() return ("upscale_factor=%d"):format(self.upscale_factor) end

return PixelShuffle
