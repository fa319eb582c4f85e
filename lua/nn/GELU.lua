--- nn.GELU.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local gelu = functional.gelu

---x * Phi(x), elementwise (Hendrycks and Gimpel 2016): exact, or with approximate "tanh" its
---estimate 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))).
---@class nn.GELU : nn.Module
---@field approximate string "none" (default) or "tanh"
---@overload fun(approximate?: string): nn.GELU
local GELU = class("GELU")

local parse = arguments("nn.GELU", {{"approximate", "string?", "none"}})

function GELU:init(...) self.approximate = parse(...) end

function GELU:forward(input) return gelu(input, self.approximate) end

function GELU:extra_repr() return ("approximate=%q"):format(self.approximate) end

return GELU
