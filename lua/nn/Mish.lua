--- nn.Mish.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local mish = functional.mish

---x * tanh(softplus(x)), elementwise (Misra 2019).
---@class nn.Mish : nn.Module
---@field inplace boolean default false
---@overload fun(inplace?: boolean): nn.Mish
local Mish = class("Mish")

local parse = arguments("nn.Mish", {
  {"inplace", "boolean?", false},
})

function Mish:init(...) self.inplace = parse(...) end

function Mish:forward(input) return mish(input, self.inplace) end

function Mish:extra_repr() return self.inplace and "inplace=true" or "" end

return Mish
