--- nn.LeakyReLU.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local leaky_relu, leaky_relu_ = functional.leaky_relu, functional.leaky_relu_

---x above 0, negative_slope * x below, elementwise.
---@class nn.LeakyReLU : nn.Module
---@field negative_slope number default 0.01
---@field inplace boolean default false
---@overload fun(negative_slope?: number, inplace?: boolean): nn.LeakyReLU
local LeakyReLU = class("LeakyReLU")

local parse = arguments("nn.LeakyReLU", {
  {"negative_slope", "number?", 0.01}, {"inplace", "boolean?", false},
})

function LeakyReLU:init(...) self.negative_slope, self.inplace = parse(...) end

function LeakyReLU:forward(input)
  if self.inplace then return leaky_relu_(input, self.negative_slope) end
  return leaky_relu(input, self.negative_slope)
end

function LeakyReLU:extra_repr()
  return ("negative_slope=%s%s"):format(self.negative_slope,
    self.inplace and ", inplace=true" or "")
end

return LeakyReLU
