--- nn.Hardsigmoid.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local hardsigmoid, hardsigmoid_ = functional.hardsigmoid, functional.hardsigmoid_

---x / 6 + 1 / 2 limited to 0 .. 1, elementwise.
---@class nn.Hardsigmoid : nn.Module
---@field inplace boolean default false
---@overload fun(inplace?: boolean): nn.Hardsigmoid
local Hardsigmoid = class("Hardsigmoid")

local parse = arguments("nn.Hardsigmoid", {{"inplace", "boolean?", false}})

function Hardsigmoid:init(...) self.inplace = parse(...) end

function Hardsigmoid:forward(input)
  if self.inplace then return hardsigmoid_(input) end
  return hardsigmoid(input)
end

return Hardsigmoid
