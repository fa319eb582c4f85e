--- Hooks of modules. A module without hooks holds `_hooks = false` and never comes here.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

local is_tensor = tensor.is_tensor

local hooks = {}

local Handle = {}
Handle.__index = Handle
Handle.__name = "RemovableHandle"

---Takes the hook away; a second call does nothing.
function Handle:remove()
  for i, entry in ipairs(self.list) do
    if entry == self then
      table.remove(self.list, i)
      return
    end
  end
end
Handle.__close = Handle.remove

---Adds a hook of a kind: "forward_pre", "forward" or "backward".
function hooks.add(module, kind, f)
  if type(f) ~= "function" then
    fail("register_%s_hook: the hook must be a function, got a %s", kind, type(f))
  end
  module._hooks = module._hooks or {forward_pre = {}, forward = {}, backward = {}}
  local list = module._hooks[kind]
  local handle = setmetatable({f = f, list = list}, Handle)
  list[#list + 1] = handle
  return handle
end

-- Runs visit on each hook there is now: a hook may add or remove others.
local function each(list, visit)
  for _, entry in ipairs({table.unpack(list)}) do visit(entry.f) end
end

-- What a hook returned in place of a list: one value, or a list of them.
local function as_list(value)
  if type(value) == "table" and getmetatable(value) == nil then
    value.n = value.n or #value
    return value
  end
  return {n = 1, value}
end

-- The tensors among values[1 .. n] sent through an identity whose backward calls `seen` with their
-- gradients; what that returns goes on in their place. Other values stay as they are.
local function watch(values, seen)
  local places, watched = {}, {}
  for i = 1, values.n do
    if is_tensor(values[i]) then
      places[#places + 1] = i
      watched[#watched + 1] = values[i]
    end
  end
  if #watched == 0 then return false end
  local identity = autograd.Function{
    forward = function(_, ...)
      local results = {}
      for i, t in ipairs({...}) do results[i] = t:view_as(t) end
      return table.unpack(results)
    end,
    backward = function(_, ...)
      local grads, received = {n = values.n}, {...}
      for k, place in ipairs(places) do grads[place] = received[k] end
      grads = seen(grads) or grads
      local results = {}
      for k, place in ipairs(places) do results[k] = grads[place] end
      return table.unpack(results, 1, #places)
    end,
  }
  local results = table.pack(identity(table.unpack(watched)))
  local any = false
  for k, place in ipairs(places) do
    values[place] = results[k]
    any = any or results[k].requires_grad
  end
  return any
end

---Calls the module as `model(...)` does, with its hooks around forward.
function hooks.call(module, ...)
  local set = module._hooks
  local inputs = table.pack(...)
  each(set.forward_pre, function(f)
    local replaced = f(module, inputs)
    if replaced ~= nil then inputs = as_list(replaced) end
  end)

  local backward = #set.backward > 0
  local grad_outputs
  local inputs_watched = false
  if backward then
    inputs = table.pack(table.unpack(inputs, 1, inputs.n)) -- hooks of forward see the same list
    inputs_watched = watch(inputs, function(grad_inputs)
      local changed
      each(set.backward, function(f)
        local replaced = f(module, changed or grad_inputs, grad_outputs)
        if replaced ~= nil then changed = as_list(replaced) end
      end)
      return changed
    end)
  end

  local outputs = table.pack(module:forward(table.unpack(inputs, 1, inputs.n)))
  each(set.forward, function(f)
    local output = outputs
    if outputs.n == 1 then output = outputs[1] end
    local replaced = f(module, inputs, output)
    if replaced ~= nil then outputs = as_list(replaced) end
  end)

  if backward then
    watch(outputs, function(grads)
      grad_outputs = grads
      -- No input asked for a gradient: the hooks run here, or they would not run at all.
      if not inputs_watched then
        each(set.backward, function(f) f(module, {n = inputs.n}, grads) end)
      end
    end)
  end
  return table.unpack(outputs, 1, outputs.n)
end

return hooks
