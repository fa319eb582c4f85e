--- nn.ParameterDict.

local class = require "luma.nn.class"
local describe = require "luma.nn.module.describe"
local dict = require "luma.nn.module.dict"
local fail = require "luma.fail"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

---Parameters by name that a module knows: nn.ParameterDict{{"left", a}, {"right", b}} keeps that
---order; nn.ParameterDict{left = a, right = b} is sorted by name. Plain tensors become parameters.
---@class nn.ParameterDict : nn.Module
---@overload fun(parameters?: table<string, Tensor>|{[1]: string, [2]: Tensor}[]): nn.ParameterDict
local ParameterDict = class("ParameterDict")

local function walk(self) return self:named_parameters("", false) end

dict(ParameterDict, walk, function(_, value)
  if not tensor.is_tensor(value) then
    fail("ParameterDict: a tensor is needed, got a %s", type(value))
  end
  return tensor._is_parameter(value) and value or Parameter(value)
end)

function ParameterDict:init(parameters)
  if parameters ~= nil then self:update(parameters) end
end

function ParameterDict:extra_repr() return describe(walk(self)) end

return ParameterDict
