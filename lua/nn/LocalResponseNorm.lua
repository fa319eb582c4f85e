--- nn.LocalResponseNorm.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local local_response_norm = functional.local_response_norm

---x / (k + alpha * mean)^beta, with the mean of the squares of size neighbouring channels
---(Krizhevsky et al. 2012): (N, C, L, ...) gives the same shape.
---@class nn.LocalResponseNorm : nn.Module
---@field size integer
---@field alpha number default 1e-4
---@field beta number default 0.75
---@field k number default 1
---@overload fun(size: integer, alpha?: number, beta?: number, k?: number): nn.LocalResponseNorm
local LocalResponseNorm = class("LocalResponseNorm")

local parse = arguments("nn.LocalResponseNorm", {
  {"size", "size"}, {"alpha", "number?", 1e-4}, {"beta", "number?", 0.75}, {"k", "number?", 1},
})

function LocalResponseNorm:init(...)
  self.size, self.alpha, self.beta, self.k = parse(...)
end

function LocalResponseNorm:forward(input)
  return local_response_norm(input, self.size, self.alpha, self.beta, self.k)
end

function LocalResponseNorm:extra_repr()
  return ("%d, alpha=%s, beta=%s, k=%s"):format(self.size, self.alpha, self.beta, self.k)
end

return LocalResponseNorm
