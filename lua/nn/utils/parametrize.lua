--- nn.utils.parametrize: tensors of modules that are computed from others. A module whose weight is
--- parametrized is of a class of its own below that of before, in which reading the field `weight`
--- runs the parametrizations, and assigning to it runs their right_inverse.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local new_class = require "luma.class"
local ModuleDict = require "luma.nn.ModuleDict"
local Parameter = require "luma.nn.Parameter"
local ParametrizationList = require "luma.nn.utils._ParametrizationList"
local tensor = require "luma.tensor"

local parametrize = {ParametrizationList = ParametrizationList}

local function class_name(module) return getmetatable(module).__name end

-- ---------------------------------------------------------------- caching

local depth, cache = 0, {} -- module -> name -> tensor, while depth > 0

local Scope = {__name = "parametrize.cached"}
function Scope.__close()
  depth = depth - 1
  if depth == 0 then cache = {} end
end

---Computes each parametrized tensor once at most: `parametrize.cached(f, ...)` while f runs, or
---`local _ <close> = parametrize.cached()` until the end of the block.
---@param f? function
---@return any ... what f returns
function parametrize.cached(f, ...)
  local meta = getmetatable(f)
  if f ~= nil and type(f) ~= "function" and not (type(meta) == "table" and meta.__call) then
    fail("cached: a function or nothing is needed, got a %s", type(f))
  end
  depth = depth + 1
  local scope = setmetatable({}, Scope)
  if f == nil then return scope end
  local _ <close> = scope
  return f(...)
end

-- ---------------------------------------------------------------- the class of such a module

local function list_of(module, name)
  local lists = rawget(module, "parametrizations")
  return lists and type(name) == "string" and rawget(lists, name) or nil
end

local function value_of(module, name, list)
  if depth == 0 then return list() end
  cache[module] = cache[module] or {}
  local value = cache[module][name]
  if value == nil then
    value = list()
    cache[module][name] = value
  end
  return value
end

local function parametrized_class(base)
  local class = new_class("Parametrized" .. base.__name, base)
  local index, set = base.__index, base.__newindex
  class.before_parametrizations = base
  function class:__index(key)
    local list = list_of(self, key)
    if list then return value_of(self, key, list) end
    if type(index) == "function" then return index(self, key) end
    return class[key]
  end
  function class:__newindex(key, value)
    local list = list_of(self, key)
    if list then return list:assign(value) end
    set(self, key, value)
  end
  return class
end

-- ---------------------------------------------------------------- registering

local function check_module(operation, module)
  if not is_module(module) then
    fail("%s: a module is needed, got a %s", operation, type(module))
  end
end

-- What the parametrization makes of `given` must be a tensor like the one it stands for.
local function check_like(before, after, what)
  if not tensor.is_tensor(after) then
    fail("register_parametrization: %s must return a tensor, got a %s", what, type(after))
  elseif after.dtype ~= before.dtype then
    fail("register_parametrization: %s may not change the dtype of the tensor, unless unsafe is "
      .. "true: it is %s, and becomes %s", what, before.dtype, after.dtype)
  elseif after.shape ~= before.shape then
    fail("register_parametrization: %s may not change the shape of the tensor, unless unsafe is "
      .. "true: it is %s, and becomes %s", what, before.shape, after.shape)
  end
end

-- Takes a parameter or a buffer out of a module, as if it had never been there.
local function take_out(module, name)
  rawset(module, name, nil)
  module._learned[name], module._buffers[name] = nil, nil
end

local function put(module, name, value)
  if tensor._is_parameter(value) then
    module:register_parameter(name, value)
  else
    module:register_buffer(name, value)
  end
end

---Says whether a module has parametrized tensors, or whether one of a name is.
---@param module nn.Module
---@param tensor_name? string
---@return boolean
function parametrize.is_parametrized(module, tensor_name)
  local lists = is_module(module) and rawget(module, "parametrizations")
  if not is_module(lists) then return false end
  if tensor_name == nil then return #lists > 0 end
  return rawget(lists, tensor_name) ~= nil
end

local parse_register = arguments("register_parametrization", {
  {"module", "any"}, {"tensor_name", "string"}, {"parametrization", "any"},
  {"unsafe", "boolean?", false},
})

---Computes a parameter or buffer of a module by another module: reading `module[tensor_name]` gives
---what parametrization(original) returns. Several form a chain. What was the tensor goes on as
---`parametrizations.NAME.original`, after the parametrization's method right_inverse, if it has
---one; where that returns several, they are `original0`, `original1`, ..., and what is called gets
---them all.
---@param module nn.Module
---@param tensor_name string
---@param parametrization nn.Module
---@param unsafe? boolean true: shapes and dtypes may change, and nothing is checked; also as
---{unsafe = ...}
---@return nn.Module module
function parametrize.register_parametrization(...)
  local module, tensor_name, parametrization, unsafe = parse_register(...)
  check_module("register_parametrization", module)
  check_module("register_parametrization", parametrization)
  parametrization:train(module.training)
  if parametrize.is_parametrized(module, tensor_name) then
    local list = module.parametrizations[tensor_name]
    if not unsafe then
      local before = module[tensor_name]
      local after = parametrization(before)
      check_like(before, after, "a parametrization")
      if parametrization.right_inverse then
        local back = parametrization:right_inverse(after)
        if back ~= nil then check_like(before, back, "right_inverse") end
      end
    end
    list:append(parametrization)
    list.unsafe = list.unsafe or unsafe
    return module
  end
  local original = rawget(module, tensor_name)
  if not tensor.is_tensor(original) or not (tensor._is_parameter(original)
    or module._buffers[tensor_name] ~= nil) then
    fail("register_parametrization: %s has no parameter, buffer or parametrized tensor %q",
      class_name(module), tensor_name)
  end
  local list = ParametrizationList({parametrization}, original, unsafe)
  take_out(module, tensor_name)
  if not parametrize.is_parametrized(module) then
    setmetatable(module, parametrized_class(getmetatable(module)))
    module.parametrizations = ModuleDict()
  end
  rawget(module, "parametrizations")[tensor_name] = list
  return module
end

local parse_remove = arguments("remove_parametrizations", {
  {"module", "any"}, {"tensor_name", "string"}, {"leave_parametrized", "boolean?", true},
})

---Ends the parametrizations of a tensor, which is a parameter or a buffer of its own again.
---@param module nn.Module
---@param tensor_name string
---@param leave_parametrized? boolean default true: it has the value that was computed last; false:
---that of the original, which there must be one of; also as {leave_parametrized = ...}
---@return nn.Module module
function parametrize.remove_parametrizations(...)
  local module, tensor_name, leave_parametrized = parse_remove(...)
  check_module("remove_parametrizations", module)
  if not parametrize.is_parametrized(module, tensor_name) then
    fail("remove_parametrizations: %s has no parametrization of %q", class_name(module),
      tensor_name)
  end
  local list = module.parametrizations[tensor_name]
  local original
  if list.is_tensor then
    original = list.original
    if leave_parametrized then
      local _ <close> = autograd.no_grad()
      original.data = module[tensor_name]:detach()
    end
  elseif leave_parametrized then
    local value = module[tensor_name]
    original = value.requires_grad and Parameter(value:detach()) or value
  else
    fail("remove_parametrizations: %q is computed from several tensors, so it cannot be left "
      .. "unparametrized (leave_parametrized = false)", tensor_name)
  end
  rawset(module.parametrizations, tensor_name, nil)
  if #module.parametrizations == 0 then
    local base = getmetatable(module).before_parametrizations
    rawset(module, "parametrizations", nil)
    setmetatable(module, base)
  end
  put(module, tensor_name, original)
  return module
end

---The class of a module as it was before anything was parametrized.
---@param module nn.Module
---@return table
function parametrize.type_before_parametrizations(module)
  check_module("type_before_parametrizations", module)
  local class = getmetatable(module)
  return parametrize.is_parametrized(module) and class.before_parametrizations or class
end

local parse_transfer = arguments("transfer_parametrizations_and_params", {
  {"from_module", "any"}, {"to_module", "any"}, {"tensor_name", "string?"},
})

---Parametrizes a module as another one is: with the same parametrizations and the same originals.
---@param from_module nn.Module
---@param to_module nn.Module
---@param tensor_name? string only this tensor
---@return nn.Module to_module
function parametrize.transfer_parametrizations_and_params(...)
  local from_module, to_module, tensor_name = parse_transfer(...)
  check_module("transfer_parametrizations_and_params", from_module)
  check_module("transfer_parametrizations_and_params", to_module)
  if not parametrize.is_parametrized(from_module) then return to_module end
  local lists = rawget(from_module, "parametrizations")
  if tensor_name and not rawget(lists, tensor_name) then
    fail("transfer_parametrizations_and_params: %s has no parametrization of %q",
      class_name(from_module), tostring(tensor_name))
  end
  for _, name in ipairs(tensor_name and {tensor_name} or lists:keys()) do
    if to_module[name] == nil then to_module[name] = Parameter(from_module[name]:detach()) end
    local from = lists[name]
    for _, parametrization in ipairs(from) do
      parametrize.register_parametrization(to_module, name, parametrization)
    end
    local to = rawget(to_module, "parametrizations")[name]
    for original, value in from:originals() do rawset(to, original, value) end
  end
  return to_module
end

return parametrize
