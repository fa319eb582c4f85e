--- nn.Dropout.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local dropout = functional.dropout

---In training, zeroes elements with probability p and scales the rest by 1 / (1 - p); in
---evaluation, returns its input (Srivastava et al. 2014). Any shape.
---@class nn.Dropout : nn.Module
---@field p number default 0.5
---@field inplace boolean default false
---@overload fun(p?: number, inplace?: boolean): nn.Dropout
local Dropout = class("Dropout")

local parse = arguments("nn.Dropout", {{"p", "probability?", 0.5}, {"inplace", "boolean?", false}})

function Dropout:init(...) self.p, self.inplace = parse(...) end

function Dropout:forward(input) return dropout(input, self.p, self.training, self.inplace) end

function Dropout:extra_repr() return ("p=%s, inplace=%s"):format(self.p, self.inplace) end

return Dropout
