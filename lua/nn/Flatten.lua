--- nn.Flatten.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"

---Joins the dimensions start_dim .. end_dim into one: (N, A, B) gives (N, A * B).
---@class nn.Flatten : nn.Module
---@field start_dim integer default 2, the one after the batch
---@field end_dim integer default -1
---@overload fun(start_dim?: integer, end_dim?: integer): nn.Flatten
local Flatten = class("Flatten")

local parse = arguments("nn.Flatten", {{"start_dim", "integer?", 2}, {"end_dim", "integer?", -1}})

function Flatten:init(...) self.start_dim, self.end_dim = parse(...) end

function Flatten:forward(input) return input:flatten(self.start_dim, self.end_dim) end

function Flatten:extra_repr()
  return ("start_dim=%d, end_dim=%d"):format(self.start_dim, self.end_dim)
end

return Flatten
