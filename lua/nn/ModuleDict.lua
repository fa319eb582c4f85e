--- nn.ModuleDict.

local class = require "luma.nn.class"
local dict = require "luma.nn.module.dict"
local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"

---Modules by name, known as children: nn.ModuleDict{{"conv", a}, {"pool", b}} keeps that order;
---nn.ModuleDict{conv = a, pool = b} is sorted by name, as a Lua table has no order. It has no
---forward; entries are fields: `modules.conv(x)`.
---@class nn.ModuleDict : nn.Module
---@overload fun(modules?: table<string, nn.Module>|{[1]: string, [2]: nn.Module}[]): nn.ModuleDict
local ModuleDict = class("ModuleDict")

dict(ModuleDict, function(self) return self:named_children() end, function(_, value)
  if is_module(value) then return value end
  fail("ModuleDict: a module is needed, got a %s", type(value))
end)

function ModuleDict:init(modules)
  if modules ~= nil then self:update(modules) end
end

return ModuleDict
