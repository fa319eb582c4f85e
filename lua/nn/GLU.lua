--- nn.GLU.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local glu = functional.glu

---a * sigmoid(b), with a and b the halves of the input along dim (Dauphin et al. 2017): (..., 2 n)
---gives (..., n).
---@class nn.GLU : nn.Module
---@field dim integer default -1
---@overload fun(dim?: integer): nn.GLU
local GLU = class("GLU")

local parse = arguments("nn.GLU", {
  {"dim", "integer?", -1},
})

function GLU:init(...) self.dim = parse(...) end

function GLU:forward(input) return glu(input, self.dim) end

function GLU:extra_repr() return ("dim=%s"):format(self.dim) end

return GLU
