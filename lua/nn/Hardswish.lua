--- nn.Hardswish.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local hardswish, hardswish_ = functional.hardswish, functional.hardswish_

---x * hardsigmoid(x), elementwise (Howard et al. 2019).
---@class nn.Hardswish : nn.Module
---@field inplace boolean default false
---@overload fun(inplace?: boolean): nn.Hardswish
local Hardswish = class("Hardswish")

local parse = arguments("nn.Hardswish", {{"inplace", "boolean?", false}})

function Hardswish:init(...) self.inplace = parse(...) end

function Hardswish:forward(input)
  if self.inplace then return hardswish_(input) end
  return hardswish(input)
end

return Hardswish
