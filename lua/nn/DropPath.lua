--- nn.DropPath.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local stochastic_depth = functional.stochastic_depth

---Stochastic depth (Huang et al. 2016): in training, zeroes whole samples (mode "row") or the whole
---batch (mode "batch") with probability p and scales the rest by 1 / (1 - p), as the last step of a
---residual branch.
---@class nn.DropPath : nn.Module
---@field p number default 0
---@field mode string "row" (default) or "batch"
---@overload fun(p?: number, mode?: string): nn.DropPath
local DropPath = class("DropPath")

local parse = arguments("nn.DropPath", {
  {"p", "probability?", 0}, {"mode", "string?", "row"},
})

function DropPath:init(...) self.p, self.mode = parse(...) end

function DropPath:forward(input)
  return stochastic_depth(input, self.p, self.mode, self.training)
end

function DropPath:extra_repr() return ("p=%s, mode=%s"):format(self.p, self.mode) end

return DropPath
