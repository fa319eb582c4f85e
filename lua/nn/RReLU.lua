--- nn.RReLU.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local rrelu = functional.rrelu

---Leaky ReLU whose slope is drawn for each element from lower to upper in training, and is their
---mean in evaluation (Xu et al. 2015).
---@class nn.RReLU : nn.Module
---@field lower number default 1 / 8
---@field upper number default 1 / 3
---@field inplace boolean default false
---@overload fun(lower?: number, upper?: number, inplace?: boolean): nn.RReLU
local RReLU = class("RReLU")

local parse = arguments("nn.RReLU", {
  {"lower", "number?", 1 / 8}, {"upper", "number?", 1 / 3}, {"inplace", "boolean?", false},
})

function RReLU:init(...) self.lower, self.upper, self.inplace = parse(...) end

function RReLU:forward(input)
  return rrelu(input, self.lower, self.upper, self.training, self.inplace)
end

function RReLU:extra_repr()
  return ("lower=%s, upper=%s%s"):format(self.lower, self.upper,
    self.inplace and ", inplace=true" or "")
end

return RReLU
