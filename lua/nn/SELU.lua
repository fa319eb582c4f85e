--- nn.SELU.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local selu = functional.selu

---ELU with the scale and alpha that keep mean 0 and variance 1 from layer to layer (Klambauer et
---al. 2017), elementwise.
---@class nn.SELU : nn.Module
---@field inplace boolean default false
---@overload fun(inplace?: boolean): nn.SELU
local SELU = class("SELU")

local parse = arguments("nn.SELU", {
  {"inplace", "boolean?", false},
})

function SELU:init(...) self.inplace = parse(...) end

function SELU:forward(input) return selu(input, self.inplace) end

function SELU:extra_repr() return self.inplace and "inplace=true" or "" end

return SELU
