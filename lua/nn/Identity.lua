--- nn.Identity.

local class = require "luma.nn.class"

---Returns its input. Arguments of the constructor are ignored, so that it can stand for any layer.
---@class nn.Identity : nn.Module
local Identity = class("Identity")

function Identity.init() end

function Identity:forward(input) return input end -- luacheck: no self

return Identity
