--- nn.ParameterList.

local class = require "luma.nn.class"
local fail = require "luma.fail"
local list = require "luma.nn.module.list"
local Parameter = require "luma.nn.Parameter"
local describe = require "luma.nn.module.describe"
local tensor = require "luma.tensor"

---A list of parameters that a module knows: nn.ParameterList{a, b}. Plain tensors become
---parameters.
---@class nn.ParameterList : nn.Module
---@overload fun(parameters?: Tensor[]): nn.ParameterList
local ParameterList = class("ParameterList")

list.install(ParameterList, function(_, value)
  if not tensor.is_tensor(value) then
    fail("ParameterList: a tensor is needed, got a %s", type(value))
  end
  return tensor._is_parameter(value) and value or Parameter(value)
end)

function ParameterList:init(parameters, ...)
  if select("#", ...) > 0 then fail("ParameterList: it takes one list: nn.ParameterList{a, b}") end
  if parameters ~= nil then self:extend(parameters) end
end

function ParameterList:extra_repr() return describe(self:named_parameters("", false)) end

return ParameterList
