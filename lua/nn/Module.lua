--- nn.Module: the base of everything that computes with parameters.
---
--- A field of a module is a plain field: `self.weight` is one table access. What the fields mean is
--- decided when somebody asks: the module remembers the names it was given, in the order of their
--- first assignment, and a walk over them finds modules, parameters and buffers. So a field that is
--- set to nil is gone, and one that is replaced counts as what it holds now.
---
--- Raw fields of every instance, made before `init` runs:
---   training   true in training mode
---   _names     names of fields in the order of definition; what they hold may have become nil
---   _known     the same names as a set
---   _buffers   name -> whether state_dict saves it, for names given to register_buffer
---   _hooks     false, or the lists of module/hooks.lua
---   _learned   names that held a parameter, to catch one that was replaced by a bare tensor

local class = require "luma.class"
local fail = require "luma.fail"
local tensor = require "luma.tensor"
local hooks = require "luma.nn.module.hooks"
local is_module = require "luma.nn.module.is_module"

local is_tensor, is_parameter = tensor.is_tensor, tensor._is_parameter

---@class nn.Module
---@field training boolean
local Module = class("Module")
Module.__is_module = true

-- The name of its class: a field `name` belongs to the script.
local function class_name(self) return getmetatable(self).__name end

function Module.__new(self)
  return setmetatable({
    training = true, _names = {}, _known = {}, _buffers = {}, _hooks = false, _learned = {},
  }, self)
end

---A class without an init of its own takes no arguments.
function Module:init(...)
  if select("#", ...) > 0 then fail("%s: it takes no arguments", class_name(self)) end
end

-- ---------------------------------------------------------------- fields

-- The name of a field in state_dicts and printed forms. Numbered children keep PyTorch's names,
-- which count from 0, unless they were given names of their own (see Sequential).
local function written(self, key)
  if math.type(key) ~= "integer" then return key end
  return self._aliases and self._aliases[key] or tostring(key - 1)
end

-- Registered names become keys of a state_dict, and must not hide what a module can do.
local function check_name(self, key, what)
  if math.type(key) == "integer" then return end
  if type(key) ~= "string" or key == "" or key:find(".", 1, true) then
    fail("%s: a %s needs a name that is a string without a dot, or a position, got %q",
      class_name(self), what, tostring(key))
  elseif type(getmetatable(self)[key]) == "function" then
    fail("%s: %q cannot name a %s, it has a method of that name", class_name(self), key, what)
  end
end

-- Reached for a field that is nil so far; what it holds later is found by the walks below.
function Module:__newindex(key, value)
  if is_module(value) then
    check_name(self, key, "module")
  elseif is_parameter(value) then
    check_name(self, key, "parameter")
    self._learned[key] = true
  end
  if value ~= nil then
    if self._known[key] then -- it was nil in between: it now comes last
      for i, name in ipairs(self._names) do
        if name == key then
          table.remove(self._names, i)
          break
        end
      end
    end
    self._known[key] = true
    table.insert(self._names, key)
  end
  rawset(self, key, value)
end

-- What a field holds, as far as a module cares: "module", "parameter", "buffer" or nil.
local function kind_of(self, key, value)
  if is_module(value) then return "module" end
  if not is_tensor(value) then return nil end
  if is_parameter(value) then
    self._learned[key] = true
    return "parameter"
  end
  if self._buffers[key] ~= nil then return "buffer" end
  if self._learned[key] then
    fail("%s: field %q held a parameter and now holds a plain tensor: wrap it in nn.Parameter, "
      .. "or set the field to nil first", class_name(self), key)
  end
end

-- Calls visit(name, value) for the fields of one kind, in order; names as state_dict writes them.
local function each(self, kind, visit)
  for _, key in ipairs(self._names) do
    local value = rawget(self, key)
    if value ~= nil and kind_of(self, key, value) == kind then
      visit(written(self, key), value)
    end
  end
end

---Registers a tensor that belongs to the module without being learned, such as running statistics.
---It becomes the field `name`, follows `to`, and is in `state_dict` unless persistent is false.
---@param name string
---@param value? Tensor nil reserves the name
---@param persistent? boolean true when left out; also as {persistent = ...}
function Module:register_buffer(name, value, persistent)
  check_name(self, name, "buffer")
  if value ~= nil and not is_tensor(value) then
    fail("register_buffer: %q must be a tensor or nil, got a %s", name, type(value))
  end
  if type(persistent) == "table" then persistent = persistent.persistent end
  self._buffers[name] = persistent ~= false
  self[name] = value
end

---Registers a parameter under a name; the same as assigning it to the field.
---@param name string
---@param value? Tensor an nn.Parameter; nil removes it
function Module:register_parameter(name, value)
  check_name(self, name, "parameter")
  if value ~= nil and not is_parameter(value) then
    fail("register_parameter: %q must be an nn.Parameter or nil", name)
  end
  self[name] = value
end

---Registers a child under a name; the same as assigning it to the field.
---@param name string|integer
---@param module? nn.Module nil removes it
function Module:add_module(name, module)
  check_name(self, name, "module")
  if module ~= nil and not is_module(module) then
    fail("add_module: %q must be a module or nil, got a %s", tostring(name), type(module))
  end
  self[name] = module
end
Module.register_module = Module.add_module

-- ---------------------------------------------------------------- walks

-- Turns a list of {name, value} pairs into an iterator over both.
local function pairs_of(list)
  local i = 0
  return function()
    i = i + 1
    if list[i] then return list[i][1], list[i][2] end
  end
end

local function values_of(list)
  local i = 0
  return function()
    i = i + 1
    return list[i] and list[i][2]
  end
end

local function child_list(self)
  local list, seen = {}, {}
  each(self, "module", function(name, module)
    if not seen[module] then
      seen[module] = true
      list[#list + 1] = {name, module}
    end
  end)
  return list
end

-- This module and all below it, each once, parents first.
local function module_list(self, prefix, list, seen)
  if seen[self] then return list end
  seen[self] = true
  list[#list + 1] = {prefix, self}
  each(self, "module", function(name, module)
    module_list(module, prefix == "" and name or prefix .. "." .. name, list, seen)
  end)
  return list
end

-- Tensors of one kind in this module and, unless recurse is false, all below it; shared ones once.
local function tensor_list(self, kind, prefix, recurse)
  local list, seen = {}, {}
  local modules = recurse == false and {{prefix or "", self}}
    or module_list(self, prefix or "", {}, {})
  for _, entry in ipairs(modules) do
    local path, module = entry[1], entry[2]
    each(module, kind, function(name, value)
      if not seen[value] then
        seen[value] = true
        list[#list + 1] = {path == "" and name or path .. "." .. name, value}
      end
    end)
  end
  return list
end

local function values_only(list)
  for i, entry in ipairs(list) do list[i] = entry[2] end
  return list
end

---All parameters, in the order of definition, shared ones once.
---@param recurse? boolean false: only the module's own
---@return Tensor[]
function Module:parameters(recurse)
  return values_only(tensor_list(self, "parameter", "", recurse))
end

---Iterates over names and parameters: `for name, p in model:named_parameters() do`.
---@param prefix? string put before each name
---@param recurse? boolean false: only the module's own
---@return fun(): string?, Tensor?
function Module:named_parameters(prefix, recurse)
  return pairs_of(tensor_list(self, "parameter", prefix, recurse))
end

---All buffers, in the order of definition.
---@param recurse? boolean false: only the module's own
---@return Tensor[]
function Module:buffers(recurse)
  return values_only(tensor_list(self, "buffer", "", recurse))
end

---Iterates over names and buffers.
---@param prefix? string
---@param recurse? boolean
---@return fun(): string?, Tensor?
function Module:named_buffers(prefix, recurse)
  return pairs_of(tensor_list(self, "buffer", prefix, recurse))
end

---Iterates over the modules directly below this one.
---@return fun(): nn.Module?
function Module:children() return values_of(child_list(self)) end

---Iterates over names and modules directly below this one.
---@return fun(): string?, nn.Module?
function Module:named_children() return pairs_of(child_list(self)) end

---Iterates over this module and all below it, each once.
---@return fun(): nn.Module?
function Module:modules() return values_of(module_list(self, "", {}, {})) end

---Iterates over names and modules: this one (its name is empty) and all below it.
---@param prefix? string
---@return fun(): string?, nn.Module?
function Module:named_modules(prefix) return pairs_of(module_list(self, prefix or "", {}, {})) end

-- The field of one kind with this written name, or nil.
local function find(self, kind, name)
  local found
  each(self, kind, function(candidate, value)
    if candidate == name then found = value end
  end)
  return found
end

local function check_path(operation, path)
  if type(path) ~= "string" then
    fail("%s: a dotted name such as \"layers.0\" is needed, got a %s", operation, type(path))
  end
end

---The module with a dotted name, as named_modules spells it; "" is this one.
---@param path string
---@return nn.Module
function Module:get_submodule(path)
  check_path("get_submodule", path)
  local module = self
  for name in path:gmatch("[^.]+") do
    module = find(module, "module", name)
      or fail("get_submodule: %s has no module %q (of %q)", class_name(module), name, path)
  end
  return module
end

local function get_tensor(self, path, kind)
  check_path("get_" .. kind, path)
  local owner, name = path:match("^(.*)%.([^.]+)$")
  local module = self:get_submodule(owner or "")
  return find(module, kind, name or path)
    or fail("get_%s: %s has no %s %q", kind, class_name(module), kind, name or path)
end

---The parameter with a dotted name, as named_parameters spells it.
---@param path string
---@return Tensor
function Module:get_parameter(path) return get_tensor(self, path, "parameter") end

---The buffer with a dotted name.
---@param path string
---@return Tensor
function Module:get_buffer(path) return get_tensor(self, path, "buffer") end

-- ---------------------------------------------------------------- running

---What the module computes; every subclass has its own. Called through the module: `model(x)`.
function Module:forward()
  local name = class_name(self)
  fail("%s: it has no forward method; define `function %s:forward(...)`", name, name)
end

function Module:__call(...)
  if self._hooks then return hooks.call(self, ...) end
  return self:forward(...)
end

---Runs f(module, inputs) before forward. `inputs` is a list with field n; what f returns (one
---value, or a list of them) takes its place.
---@param f fun(module: nn.Module, inputs: table): any
---@return table handle `handle:remove()` takes the hook away
function Module:register_forward_pre_hook(f) return hooks.add(self, "forward_pre", f) end

---Runs f(module, inputs, output) after forward; what it returns takes the output's place. Of
---several results, output is a list with field n.
---@param f fun(module: nn.Module, inputs: table, output: any): any
---@return table handle
function Module:register_forward_hook(f) return hooks.add(self, "forward", f) end

---Runs f(module, grad_inputs, grad_outputs) when the gradients of the module's inputs are known.
---Both are lists with field n, with nil where there is no gradient; what f returns (one gradient,
---or a list of them) takes the place of grad_inputs.
---@param f fun(module: nn.Module, grad_inputs: table, grad_outputs: table): any
---@return table handle
function Module:register_full_backward_hook(f) return hooks.add(self, "backward", f) end

-- ---------------------------------------------------------------- modes and conversion

---Sets training mode here and below; layers such as Dropout behave differently in it.
---@param mode? boolean true when left out
---@return nn.Module self
function Module:train(mode)
  if mode == nil then mode = true end
  if type(mode) ~= "boolean" then
    fail("train: mode must be true or false, got a %s", type(mode))
  end
  for module in self:modules() do module.training = mode end
  return self
end

---Sets evaluation mode here and below.
---@return nn.Module self
function Module:eval() return self:train(false) end

---Runs f(module) on every module below and then on this one.
---@param f fun(module: nn.Module)
---@return nn.Module self
function Module:apply(f)
  for child in self:children() do child:apply(f) end
  f(self)
  return self
end

---Drops the gradients of all parameters.
---@param set_to_none? boolean false: fill them with zeros instead
function Module:zero_grad(set_to_none)
  for _, parameter in ipairs(self:parameters()) do
    if set_to_none ~= false then
      parameter.grad = nil
    elseif parameter.grad then
      parameter.grad:detach():zero_()
    end
  end
end

---Says whether gradients of the parameters are wanted.
---@param on? boolean true when left out
---@return nn.Module self
function Module:requires_grad_(on)
  for _, parameter in ipairs(self:parameters()) do parameter.requires_grad = on ~= false end
  return self
end

require "luma.nn.module.convert"(Module, tensor_list)
require "luma.nn.module.state"(Module, each)
require "luma.nn.module.print"(Module, each)

return Module
