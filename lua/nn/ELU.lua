--- nn.ELU.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local elu, elu_ = functional.elu, functional.elu_

---x above 0, alpha * (exp(x) - 1) below, elementwise (Clevert et al. 2015).
---@class nn.ELU : nn.Module
---@field alpha number default 1
---@field inplace boolean default false
---@overload fun(alpha?: number, inplace?: boolean): nn.ELU
local ELU = class("ELU")

local parse = arguments("nn.ELU", {{"alpha", "number?", 1}, {"inplace", "boolean?", false}})

function ELU:init(...) self.alpha, self.inplace = parse(...) end

function ELU:forward(input)
  if self.inplace then return elu_(input, self.alpha) end
  return elu(input, self.alpha)
end

function ELU:extra_repr()
  return ("alpha=%s%s"):format(self.alpha,
    self.inplace and ", inplace=true" or "")
end

return ELU
