--- nn.Softmin.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local softmin = functional.softmin

---softmax(-x) along dim. Any shape.
---@class nn.Softmin : nn.Module
---@field dim? integer
---@overload fun(dim?: integer): nn.Softmin
local Softmin = class("Softmin")

local parse = arguments("nn.Softmin", {
  {"dim", "integer?"},
})

function Softmin:init(...) self.dim = parse(...) end

function Softmin:forward(input) return softmin(input, self.dim) end

function Softmin:extra_repr() return ("dim=%s"):format(self.dim) end

return Softmin
