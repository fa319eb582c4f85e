--- nn.Dropout2d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local dropout2d = functional.dropout2d

---In training, zeroes whole channels with probability p and scales the rest by 1 / (1 - p); in
---evaluation, returns its input: (N, C, H, W).
---@class nn.Dropout2d : nn.Module
---@field p number default 0.5
---@field inplace boolean default false
---@overload fun(p?: number, inplace?: boolean): nn.Dropout2d
local Dropout2d = class("Dropout2d")

local parse = arguments("nn.Dropout2d", {
  {"p", "probability?", 0.5}, {"inplace", "boolean?", false},
})

function Dropout2d:init(...) self.p, self.inplace = parse(...) end

function Dropout2d:forward(input) return dropout2d(input, self.p, self.training, self.inplace) end

function Dropout2d:extra_repr() return ("p=%s, inplace=%s"):format(self.p, self.inplace) end

return Dropout2d
