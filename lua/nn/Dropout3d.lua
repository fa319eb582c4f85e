--- nn.Dropout3d.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local dropout3d = functional.dropout3d

---In training, zeroes whole channels with probability p and scales the rest by 1 / (1 - p); in
---evaluation, returns its input: (N, C, D, H, W) or (C, D, H, W).
---@class nn.Dropout3d : nn.Module
---@field p number default 0.5
---@field inplace boolean default false
---@overload fun(p?: number, inplace?: boolean): nn.Dropout3d
local Dropout3d = class("Dropout3d")

local parse = arguments("nn.Dropout3d", {
  {"p", "probability?", 0.5}, {"inplace", "boolean?", false},
})

function Dropout3d:init(...) self.p, self.inplace = parse(...) end

function Dropout3d:forward(input) return dropout3d(input, self.p, self.training, self.inplace) end

function Dropout3d:extra_repr() return ("p=%s, inplace=%s"):format(self.p, self.inplace) end

return Dropout3d
