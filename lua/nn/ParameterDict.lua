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

---The parameter of a name, or `default`.
---@param name string
---@param default? any
function ParameterDict:get(name, default)
  if self:contains(name) then return self[name] end
  return default
end

---The parameter of a name, which is put there first when there is none.
---@param name string
---@param default Tensor
---@return Tensor
function ParameterDict:setdefault(name, default)
  if not self:contains(name) then self[name] = default end
  return self[name]
end

---Takes the last one out.
---@return string name
---@return Tensor
function ParameterDict:popitem()
  local names = self:keys()
  if #names == 0 then fail("popitem: the ParameterDict is empty") end
  return names[#names], self:pop(names[#names])
end

---Another container of the same parameters.
---@return nn.ParameterDict
function ParameterDict:copy() return ParameterDict():update(self) end

---A container with the parameters of both; of a name in both, the second's: `a | b`.
function ParameterDict.__bor(a, b)
  if getmetatable(a) ~= ParameterDict then a = ParameterDict(a) end
  return a:copy():update(b)
end

---A container with the same parameter under each name.
---@param names string[]
---@param default Tensor
---@return nn.ParameterDict
function ParameterDict:fromkeys(names, default) -- luacheck: no unused args
  if type(names) ~= "table" then
    fail("fromkeys: a list of names is needed, got a %s", type(names))
  end
  local new = ParameterDict()
  for _, name in ipairs(names) do new[name] = default end
  return new
end

function ParameterDict:extra_repr() return describe(walk(self)) end

return ParameterDict
