--- nn.LogSigmoid.

local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local logsigmoid = functional.logsigmoid

---log(1 / (1 + exp(-x))), elementwise, without overflow.
---@class nn.LogSigmoid : nn.Module
---@overload fun(): nn.LogSigmoid
local LogSigmoid = class("LogSigmoid")

function LogSigmoid:forward(input) return logsigmoid(input) end -- luacheck: no self

return LogSigmoid
