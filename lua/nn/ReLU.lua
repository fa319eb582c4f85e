--- nn.ReLU.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local relu = functional.relu

---max(x, 0), elementwise.
---@class nn.ReLU : nn.Module
---@field inplace boolean default false
---@overload fun(inplace?: boolean): nn.ReLU
local ReLU = class("ReLU")

local parse = arguments("nn.ReLU", {{"inplace", "boolean?", false}})

function ReLU:init(...) self.inplace = parse(...) end

function ReLU:forward(input) return relu(input, self.inplace) end

function ReLU:extra_repr() return self.inplace and "inplace=true" or "" end

return ReLU
