--- nn.Dropout1d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local dropout1d = functional.dropout1d

---In training, zeroes whole channels with probability p and scales the rest by 1 / (1 - p); in
---evaluation, returns its input: (N, C, L) or (C, L).
---@class nn.Dropout1d : nn.Module
---@field p number default 0.5
---@field inplace boolean default false
---@overload fun(p?: number, inplace?: boolean): nn.Dropout1d
local Dropout1d = class("Dropout1d")

local parse = arguments("nn.Dropout1d", {
  {"p", "probability?", 0.5}, {"inplace", "boolean?", false},
})

function Dropout1d:init(...) self.p, self.inplace = parse(...) end

function Dropout1d:forward(input) return dropout1d(input, self.p, self.training, self.inplace) end

function Dropout1d:extra_repr() return ("p=%s, inplace=%s"):format(self.p, self.inplace) end

return Dropout1d
