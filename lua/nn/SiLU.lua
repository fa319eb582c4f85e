--- nn.SiLU.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local silu, silu_ = functional.silu, functional.silu_

---x / (1 + exp(-x)), elementwise; also called swish.
---@class nn.SiLU : nn.Module
---@field inplace boolean default false
---@overload fun(inplace?: boolean): nn.SiLU
local SiLU = class("SiLU")

local parse = arguments("nn.SiLU", {{"inplace", "boolean?", false}})

function SiLU:init(...) self.inplace = parse(...) end

function SiLU:forward(input)
  if self.inplace then return silu_(input) end
  return silu(input)
end

function SiLU:extra_repr() return self.inplace and "inplace=true" or "" end

return SiLU
