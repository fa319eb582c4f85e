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
---   _on_state  false, or the lists of hooks of module/state.lua
---   _learned   names that held a parameter, to catch one that was replaced by a bare tensor; where
---              one "stands in" for it, it counts as the parameter

local class = require "luma.class"
local fail = require "luma.fail"
local tensor = require "luma.tensor"
local hooks = require "luma.nn.module.hooks"
local is_module = require "luma.nn.module.is_module"
local method = require "luma.nn.module.method"
local once = require "luma.nn.module.once"
local shared = require "luma.nn.module.shared"

local is_tensor, is_parameter = tensor.is_tensor, tensor._is_parameter

---@class nn.Module
---@field training boolean
local Module = class("Module")
Module.__is_module = true

-- The name of its class: a field `name` belongs to the script.
local function class_name(self) return getmetatable(self).__name end

function Module.__new(self)
  return setmetatable({
    training = true, _names = {}, _known = {}, _buffers = {}, _hooks = false, _on_state = false,
    _learned = {},
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

-- A registered name must be free, or hold what is of its kind.
local function check_free(self, operation, key, is_kind)
  local value = rawget(self, key)
  if value ~= nil and not is_kind(value) then
    fail("%s: %s has a field %q already", operation, class_name(self), tostring(key))
  end
end

-- Reached for a field that is nil so far; what it holds later is found by the walks below.
function Module:__newindex(key, value)
  if shared.registering then value = hooks.registered(self, key, value) end
  if is_module(value) then
    check_name(self, key, "module")
  elseif is_parameter(value) then
    check_name(self, key, "parameter")
    self._learned[key] = true
  elseif shared.buffers[value] ~= nil then
    check_name(self, key, "buffer")
    self._buffers[key] = shared.buffers[value]
  elseif value ~= nil then
    self._learned[key] = nil -- the parameter was taken away before
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
  if shared.buffers[value] ~= nil then
    self._buffers[key] = shared.buffers[value]
    return "buffer"
  end
  if self._learned[key] == "stands in" then return "parameter" end
  if self._learned[key] then
    fail("%s: field %q held a parameter and now holds a plain tensor: wrap it in nn.Parameter, "
      .. "or set the field to nil first", class_name(self), key)
  end
end

-- Calls visit(name, value, key) for the fields of one kind, in order; names as state_dict writes
-- them, and the keys of the fields.
local function each(self, kind, visit)
  for _, key in ipairs(self._names) do
    local value = rawget(self, key)
    if value ~= nil and kind_of(self, key, value) == kind then
      visit(written(self, key), value, key)
    end
  end
end

local parse_buffer = method("register_buffer", {
  {"name", "any?"}, {"tensor", "any?"}, {"persistent", "boolean?", true},
})

---Registers a tensor that belongs to the module without being learned, such as running statistics.
---It becomes the field `name`, follows `to`, and is in `state_dict` unless persistent is false.
---@param name string
---@param value? Tensor nil reserves the name
---@param persistent? boolean true when left out; also as {persistent = ...}
function Module:register_buffer(...)
  local name, value, persistent = parse_buffer(self, ...)
  check_name(self, name, "buffer")
  if value ~= nil and not is_tensor(value) then
    fail("register_buffer: %q must be a tensor or nil, got a %s", tostring(name), type(value))
  end
  check_free(self, "register_buffer", name, function() return self._buffers[name] ~= nil end)
  self._buffers[name] = persistent
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
  check_free(self, "register_parameter", name, is_parameter)
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
  check_free(self, "add_module", name, is_module)
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

-- This module and all below it, parents first; each once, unless `each_once` is false: then shared
-- ones under each of their names, but no module below itself.
local function module_list(self, prefix, list, each_once, seen)
  seen = seen or {}
  if seen[self] then return list end
  seen[self] = true
  list[#list + 1] = {prefix, self}
  each(self, "module", function(name, module)
    module_list(module, prefix == "" and name or prefix .. "." .. name, list, each_once, seen)
  end)
  if not each_once then seen[self] = nil end
  return list
end

-- Tensors of one kind in this module and, unless recurse is false, all below it; shared ones once,
-- unless remove_duplicate is false.
local function tensor_list(self, kind, prefix, recurse, remove_duplicate)
  local list, seen = {}, {}
  local all = remove_duplicate == false
  local modules = recurse == false and {{prefix or "", self}}
    or module_list(self, prefix or "", {}, not all)
  for _, entry in ipairs(modules) do
    local path, module = entry[1], entry[2]
    each(module, kind, function(name, value)
      if all or not seen[value] then
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

local recurse_only, duplicates = {"recurse", "boolean?"}, {"remove_duplicate", "boolean?"}
local prefixed = {{"prefix", "string?", ""}, recurse_only, duplicates}
local parse = {
  parameters = method("parameters", {recurse_only}),
  named_parameters = method("named_parameters", prefixed),
  buffers = method("buffers", {recurse_only}),
  named_buffers = method("named_buffers", prefixed),
  children = method("children", {}),
  named_children = method("named_children", {}),
  modules = method("modules", {{"remove_duplicate", "boolean?"}}),
  named_modules = method("named_modules", {{"prefix", "string?", ""}, duplicates}),
  train = method("train", {{"mode", "boolean?", true}}),
  eval = method("eval", {}),
  apply = method("apply", {{"f", "any"}}),
  zero_grad = method("zero_grad", {{"set_to_none", "boolean?", true}}),
  requires_grad_ = method("requires_grad_", {{"requires_grad", "boolean?", true}}),
}

---All parameters, in the order of definition, shared ones once.
---@param recurse? boolean false: only the module's own
---@return Tensor[]
function Module:parameters(...)
  return values_only(tensor_list(self, "parameter", "", parse.parameters(self, ...)))
end

---Iterates over names and parameters: `for name, p in model:named_parameters() do`.
---@param prefix? string put before each name; all three also as {prefix = ...}
---@param recurse? boolean false: only the module's own
---@param remove_duplicate? boolean false: shared ones under each of their names
---@return fun(): string?, Tensor?
function Module:named_parameters(...)
  return pairs_of(tensor_list(self, "parameter", parse.named_parameters(self, ...)))
end

---All buffers, in the order of definition.
---@param recurse? boolean false: only the module's own
---@return Tensor[]
function Module:buffers(...)
  return values_only(tensor_list(self, "buffer", "", parse.buffers(self, ...)))
end

---Iterates over names and buffers.
---@param prefix? string
---@param recurse? boolean
---@param remove_duplicate? boolean
---@return fun(): string?, Tensor?
function Module:named_buffers(...)
  return pairs_of(tensor_list(self, "buffer", parse.named_buffers(self, ...)))
end

---Iterates over the modules directly below this one.
---@return fun(): nn.Module?
function Module:children(...)
  parse.children(self, ...)
  return values_of(child_list(self))
end

---Iterates over names and modules directly below this one.
---@return fun(): string?, nn.Module?
function Module:named_children(...)
  parse.named_children(self, ...)
  return pairs_of(child_list(self))
end

---Iterates over this module and all below it, each once.
---@param remove_duplicate? boolean false: shared ones as often as they are there
---@return fun(): nn.Module?
function Module:modules(...)
  return values_of(module_list(self, "", {}, parse.modules(self, ...) ~= false))
end

---Iterates over names and modules: this one (its name is empty) and all below it.
---@param prefix? string both also as {prefix = ..., remove_duplicate = ...}
---@param remove_duplicate? boolean false: shared ones under each of their names
---@return fun(): string?, nn.Module?
function Module:named_modules(...)
  local prefix, remove_duplicate = parse.named_modules(self, ...)
  return pairs_of(module_list(self, prefix, {}, remove_duplicate ~= false))
end

-- ---------------------------------------------------------------- running

---What the module computes; every subclass has its own. Called through the module: `model(x)`.
function Module:forward()
  local name = class_name(self)
  fail("%s: it has no forward method; define `function %s:forward(...)`", name, name)
end

-- Errors find the modules that run by this function's frames (vm/module_path.c), so it must have
-- one until forward has returned: a variable that is to be closed keeps Lua from a tail call, at
-- the cost of an instruction or two.
function Module:__call(...)
  local _ <close> = nil
  if self._hooks or shared.everywhere then return hooks.call(self, ...) end
  return self:forward(...)
end

tensor._watch_modules(Module.__call, require "luma.nn.module.path")

hooks.install(Module)

-- ---------------------------------------------------------------- modes and conversion

---Sets training mode here and below, by the children's own `train`, which a class may replace;
---layers such as Dropout behave differently in it.
---@param mode? boolean true when left out
---@return nn.Module self
function Module:train(...)
  local mode = parse.train(self, ...)
  local scope <close> = once("train", self)
  self.training = mode
  if scope then
    for _, entry in ipairs(child_list(self)) do entry[2]:train(mode) end
  end
  return self
end

---Sets evaluation mode here and below.
---@return nn.Module self
function Module:eval(...)
  parse.eval(self, ...)
  return self:train(false)
end

---Runs f(module) for each module below this one and then for this one: to set weights, say.
---@param f fun(module: nn.Module)
---@return nn.Module self
function Module:apply(...)
  local f = parse.apply(self, ...)
  local meta = getmetatable(f)
  if type(f) ~= "function" and not (type(meta) == "table" and meta.__call) then
    fail("apply: a function is needed, got a %s", type(f))
  end
  do
    local scope <close> = once(f, self)
    if not scope then return self end
    for _, entry in ipairs(child_list(self)) do entry[2]:apply(f) end
  end
  f(self)
  return self
end

---Drops the gradients of all parameters.
---@param set_to_none? boolean false: fill them with zeros instead; also as {set_to_none = ...}
function Module:zero_grad(...)
  local set_to_none = parse.zero_grad(self, ...)
  for _, parameter in ipairs(self:parameters()) do
    if set_to_none then
      parameter.grad = nil
    elseif parameter.grad then
      parameter.grad:detach():zero_()
    end
  end
end

---Says whether gradients of the parameters are wanted.
---@param requires_grad? boolean true when left out; also as {requires_grad = ...}
---@return nn.Module self
function Module:requires_grad_(...)
  local on = parse.requires_grad_(self, ...)
  for _, parameter in ipairs(self:parameters()) do parameter.requires_grad = on end
  return self
end

require "luma.nn.module.convert"(Module, tensor_list)
require "luma.nn.module.lookup"(Module, each)
require "luma.nn.module.state"(Module, each)
require "luma.nn.module.copy"(Module)
require "luma.nn.module.print"(Module, each)

return Module
