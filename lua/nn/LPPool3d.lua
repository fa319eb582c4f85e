--- nn.LPPool3d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local lp_pool3d = functional.lp_pool3d

---The norm_type-th root of the sum of the powers in each window: (N, C, D, H, W) or (C, D, H, W)
---gives the same with other spatial sizes.
---@class nn.LPPool3d : nn.Module
---@field norm_type number
---@field kernel_size integer|integer[]
---@field stride? integer|integer[] default kernel_size
---@field ceil_mode boolean default false
---@overload fun(norm_type: number, kernel_size: integer|integer[], stride?: integer|integer[],
---ceil_mode?: boolean): nn.LPPool3d
local LPPool3d = class("LPPool3d")

local parse = arguments("nn.LPPool3d", {
  {"norm_type", "number"}, {"kernel_size", "integers"}, {"stride", "integers?"},
  {"ceil_mode", "boolean?", false},
})

function LPPool3d:init(...)
  self.norm_type, self.kernel_size, self.stride, self.ceil_mode = parse(...)
end

function LPPool3d:forward(input)
  return lp_pool3d(input, self.norm_type, self.kernel_size, self.stride, self.ceil_mode)
end

function LPPool3d:extra_repr()
  return ("norm_type=%s, kernel_size=%s, stride=%s, ceil_mode=%s"):format(self.norm_type,
    written(self.kernel_size), written(self.stride), self.ceil_mode)
end

return LPPool3d
