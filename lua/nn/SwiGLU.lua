--- nn.SwiGLU.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local swiglu = functional.swiglu

---silu(a) * b, with a and b the halves of the input along dim (Shazeer 2020): (..., 2 n) gives
---(..., n).
---@class nn.SwiGLU : nn.Module
---@field dim integer default -1
---@overload fun(dim?: integer): nn.SwiGLU
local SwiGLU = class("SwiGLU")

local parse = arguments("nn.SwiGLU", {
  {"dim", "integer?", -1},
})

function SwiGLU:init(...) self.dim = parse(...) end

function SwiGLU:forward(input) return swiglu(input, self.dim) end

function SwiGLU:extra_repr() return ("dim=%s"):format(self.dim) end

return SwiGLU
