--- nn.AlphaDropout.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local alpha_dropout = functional.alpha_dropout

---In training, sets elements to the negative limit of SELU with probability p, then scales and
---shifts so that mean and variance stay (Klambauer et al. 2017). Any shape.
---@class nn.AlphaDropout : nn.Module
---@field p number default 0.5
---@field inplace boolean default false
---@overload fun(p?: number, inplace?: boolean): nn.AlphaDropout
local AlphaDropout = class("AlphaDropout")

local parse = arguments("nn.AlphaDropout", {
  {"p", "probability?", 0.5}, {"inplace", "boolean?", false},
})

function AlphaDropout:init(...) self.p, self.inplace = parse(...) end

function AlphaDropout:forward(input)
  return alpha_dropout(input, self.p, self.training, self.inplace)
end

function AlphaDropout:extra_repr() return ("p=%s, inplace=%s"):format(self.p, self.inplace) end

return AlphaDropout
