--- nn.ReLU6.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local relu6, relu6_ = functional.relu6, functional.relu6_

---x limited to 0 .. 6, elementwise.
---@class nn.ReLU6 : nn.Module
---@field inplace boolean default false
---@overload fun(inplace?: boolean): nn.ReLU6
local ReLU6 = class("ReLU6")

local parse = arguments("nn.ReLU6", {{"inplace", "boolean?", false}})

function ReLU6:init(...) self.inplace = parse(...) end

function ReLU6:forward(input)
  if self.inplace then return relu6_(input) end
  return relu6(input)
end

function ReLU6:extra_repr() return self.inplace and "inplace=true" or "" end

return ReLU6
