--- nn.LogSoftmax.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local log_softmax = functional.log_softmax

---log(softmax(x)) along dim, without overflow. Any shape.
---@class nn.LogSoftmax : nn.Module
---@field dim? integer
---@overload fun(dim?: integer): nn.LogSoftmax
local LogSoftmax = class("LogSoftmax")

local parse = arguments("nn.LogSoftmax", {{"dim", "integer?"}})

function LogSoftmax:init(...) self.dim = parse(...) end

function LogSoftmax:forward(input) return log_softmax(input, self.dim) end

function LogSoftmax:extra_repr() return ("dim=%s"):format(self.dim) end

return LogSoftmax
