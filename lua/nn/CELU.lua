--- nn.CELU.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local celu = functional.celu

---x above 0, alpha * (exp(x / alpha) - 1) below, elementwise (Barron 2017).
---@class nn.CELU : nn.Module
---@field alpha number not 0
---@field inplace boolean default false
---@overload fun(alpha?: number, inplace?: boolean): nn.CELU
local CELU = class("CELU")

local parse = arguments("nn.CELU", {
  {"alpha", "number?", 1}, {"inplace", "boolean?", false},
})

function CELU:init(...) self.alpha, self.inplace = parse(...) end

function CELU:forward(input) return celu(input, self.alpha, self.inplace) end

function CELU:extra_repr()
  return ("alpha=%s%s"):format(self.alpha, self.inplace and ", inplace=true" or "")
end

return CELU
