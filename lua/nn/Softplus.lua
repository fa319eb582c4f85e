--- nn.Softplus.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local softplus = functional.softplus

---log(1 + exp(beta * x)) / beta, elementwise; x itself where beta * x exceeds threshold.
---@class nn.Softplus : nn.Module
---@field beta number default 1
---@field threshold number default 20
---@overload fun(beta?: number, threshold?: number): nn.Softplus
local Softplus = class("Softplus")

local parse = arguments("nn.Softplus", {{"beta", "number?", 1}, {"threshold", "number?", 20}})

function Softplus:init(...) self.beta, self.threshold = parse(...) end

function Softplus:forward(input) return softplus(input, self.beta, self.threshold) end

function Softplus:extra_repr()
  return ("beta=%s, threshold=%s"):format(self.beta, self.threshold)
end

return Softplus
