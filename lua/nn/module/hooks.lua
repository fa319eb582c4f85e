--- Hooks around the calls of modules. A module without any holds `_hooks = false`, and comes here
--- only while there are hooks for all modules (see lua/nn/modules.lua).

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local is_options = require "luma.nn.module.is_options"
local shared = require "luma.nn.module.shared"
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
      self.removed()
      return
    end
  end
end
Handle.__close = Handle.remove

-- Options of the functions that register hooks.
local allowed = {
  forward_pre = {"prepend", "with_kwargs"}, forward = {"always_call", "prepend", "with_kwargs"},
  backward_pre = {"prepend"}, backward = {"prepend"},
}

local function check_options(what, kind, options)
  if options == nil then return end
  if type(options) ~= "table" then
    fail("%s: options are a table such as {prepend = true}, got a %s", what, type(options))
  end
  local names = allowed[kind] or {}
  for name, value in pairs(options) do
    local known = false
    for _, candidate in ipairs(names) do known = known or candidate == name end
    if not known then
      fail("%s: there is no option %q, the names are: %s", what, tostring(name),
        #names > 0 and table.concat(names, ", ") or "none")
    elseif type(value) ~= "boolean" then
      fail("%s: %s must be true or false, got a %s", what, name, type(value))
    end
  end
end

---Adds a hook to a list.
---@param what string the registering function, for errors
---@param list table
---@param f function
---@param options? table checked: {prepend, with_kwargs, always_call}
---@param removed? fun() runs after the hook was taken away
---@return table handle
function hooks.insert(what, list, f, options, removed)
  if type(f) ~= "function" and not (type(f) == "table" and getmetatable(f)
    and getmetatable(f).__call) then
    fail("%s: the hook must be a function, got a %s", what, type(f))
  end
  local handle = setmetatable({f = f, list = list, removed = removed or function() end}, Handle)
  for name, value in pairs(options or {}) do handle[name] = value end
  table.insert(list, handle.prepend and 1 or #list + 1, handle)
  return handle
end

---Adds a hook of a kind ("forward_pre", "forward", "backward" or "backward_pre") to a module.
function hooks.add(module, kind, what, f, options)
  if not is_module(module) then
    fail("%s: it is a method of modules, called as module:%s(f)", what, what)
  end
  check_options(what, kind, options)
  local set = module._hooks or {forward_pre = {}, forward = {}, backward = {}, backward_pre = {}}
  local handle = hooks.insert(what, set[kind], f, options, function()
    for _, list in pairs(set) do
      if #list > 0 then return end
    end
    if module._hooks == set then module._hooks = false end -- calls are short again
  end)
  module._hooks = set
  return handle
end

local registration = {buffer = true, module = true, parameter = true} -- kinds

-- Notes which sorts of hooks for all modules there are.
local function count_everywhere()
  shared.everywhere, shared.registering = false, false
  for kind, list in pairs(shared.hooks) do
    if #list > 0 then shared[registration[kind] and "registering" or "everywhere"] = true end
  end
end

---Adds a hook of a kind to all modules; it runs before their own. Beside the kinds of `add` there
---are "buffer", "module" and "parameter": for what a field of a module is given.
function hooks.add_everywhere(kind, what, f, options)
  check_options(what, kind, options)
  shared.hooks[kind] = shared.hooks[kind] or {}
  local handle = hooks.insert(what, shared.hooks[kind], f, options, count_everywhere)
  count_everywhere()
  return handle
end

---What a new field is to hold, by the hooks for all modules.
function hooks.registered(module, key, value)
  local kind
  if is_module(value) then
    kind = "module"
  elseif is_tensor(value) then
    local buffer = module._buffers[key] ~= nil or shared.buffers[value] ~= nil
    kind = tensor._is_parameter(value) and "parameter" or buffer and "buffer"
  end
  for _, entry in ipairs({table.unpack(kind and shared.hooks[kind] or {})}) do
    local replaced = entry.f(module, key, value)
    if replaced ~= nil then value = replaced end
  end
  return value
end

-- The hooks of a kind that there are now, those for all modules first: one may add or remove
-- others.
local function gather(set, kind)
  local list = {}
  for _, entry in ipairs(shared.hooks[kind] or {}) do list[#list + 1] = entry end
  for _, entry in ipairs(set and set[kind] or {}) do list[#list + 1] = entry end
  return list
end

local most_nils = 200 -- at the end of a list

-- What a hook returned in place of a list: one value, or a list of them. A table of names alone is
-- one value.
local function as_list(value)
  if type(value) == "table" and getmetatable(value) == nil
    and (value.n or not is_options(value)) then
    local n = value.n or 0
    if math.type(n) ~= "integer" or n < 0 or n > #value + most_nils then
      fail("hook: field n of a list that it returned must be how many there are, got %s",
        tostring(n))
    end
    value.n = math.max(n, #value)
    return value
  end
  return {n = 1, value}
end

-- The same for a list that must have as many entries as the one it replaces.
local function as_long(value, n, what)
  value = as_list(value)
  if value.n > n then
    fail("%s hook: it returned %d gradients, and there are %d", what, value.n, n)
  end
  value.n = n -- a list in Lua ends before its trailing nils
  return value
end

-- Inputs without, and the options that came last ({} where there are none).
local function split(inputs)
  if inputs.n > 0 and is_options(inputs[inputs.n]) then
    return table.pack(table.unpack(inputs, 1, inputs.n - 1)), inputs[inputs.n]
  end
  return inputs, {}
end

local function joined(inputs, options)
  local all = table.pack(table.unpack(inputs, 1, inputs.n))
  if next(options) ~= nil then
    all.n = all.n + 1
    all[all.n] = options
  end
  return all
end

local function run_pre_hooks(module, set, inputs)
  for _, entry in ipairs(gather(set, "forward_pre")) do
    if entry.with_kwargs then
      local args, options = split(inputs)
      local new_args, new_options = entry.f(module, args, options)
      if new_args ~= nil then
        if type(new_options) ~= "table" then
          fail("forward pre-hook: with with_kwargs it must return nothing, or the inputs and a "
            .. "table of options, got %s and %s", type(new_args), type(new_options))
        end
        inputs = joined(as_list(new_args), new_options)
      end
    else
      local replaced = entry.f(module, inputs)
      if replaced ~= nil then inputs = as_list(replaced) end
    end
  end
  return inputs
end

-- One forward hook; returns what it put in the place of the outputs, or nil.
local function run_forward_hook(entry, module, inputs, outputs)
  local output = outputs
  if outputs and outputs.n == 1 then output = outputs[1] end
  local replaced
  if entry.with_kwargs then
    local args, options = split(inputs)
    replaced = entry.f(module, args, options, output)
  else
    replaced = entry.f(module, inputs, output)
  end
  if replaced == nil then return nil end
  -- In the place of one table there comes one.
  local whole = type(output) == "table" and output ~= outputs and getmetatable(output) == nil
  return whole and {n = 1, replaced} or as_list(replaced)
end

-- The tensors among values[1 .. n] sent through an identity whose backward calls `seen` with their
-- gradients; what that returns goes on in their place. Other values stay as they are. Returns
-- whether any of them takes part in the graph.
local function watch(values, seen)
  local places, watched, learns, any = {}, {}, {}, false
  for i = 1, values.n do
    if is_tensor(values[i]) then
      places[#places + 1] = i
      watched[#watched + 1] = values[i]
      learns[#watched] = values[i].requires_grad
      any = any or learns[#watched]
    end
  end
  if not any or not autograd.is_grad_enabled() then return false end
  -- The functions of the node must not hold its results, in `values`, or neither is ever freed.
  local count = values.n
  local identity = autograd.Function{
    forward = function(ctx, ...)
      ctx:set_materialize_grads(false)
      local results, fixed = {}, {}
      for i, t in ipairs({...}) do
        results[i] = t:view_as(t)
        if not learns[i] then fixed[#fixed + 1] = results[i] end
      end
      if #fixed > 0 then ctx:mark_non_differentiable(table.unpack(fixed)) end
      return table.unpack(results)
    end,
    backward = function(_, ...)
      local grads, received = {n = count}, {...}
      for k, place in ipairs(places) do grads[place] = learns[k] and received[k] or nil end
      grads = seen(grads) or grads
      local results = {}
      for k, place in ipairs(places) do results[k] = grads[place] end
      return table.unpack(results, 1, #places)
    end,
  }
  local results = table.pack(identity(table.unpack(watched)))
  for k, place in ipairs(places) do values[place] = results[k] end
  return true
end

-- Prepares the hooks of backward: returns the inputs to go on with, and a function that takes the
-- outputs in hand.
local function watch_backward(module, set, inputs)
  local after, before = gather(set, "backward"), gather(set, "backward_pre")
  if #after == 0 and #before == 0 then return inputs end
  inputs = table.pack(table.unpack(inputs, 1, inputs.n)) -- hooks of forward see the same list
  local grad_outputs
  local given = inputs.n -- not the list, which holds results of the node below
  local inputs_watched = #after > 0 and watch(inputs, function(grad_inputs)
    if grad_outputs == nil then return nil end -- they came past the module's outputs
    local changed
    for _, entry in ipairs(after) do
      local replaced = entry.f(module, changed or grad_inputs, grad_outputs)
      if replaced ~= nil then changed = as_long(replaced, given, "backward") end
    end
    grad_outputs = nil
    return changed
  end)
  return inputs, function(outputs)
    local n = outputs.n
    watch(outputs, function(grads)
      local changed
      for _, entry in ipairs(before) do
        local replaced = entry.f(module, changed or grads)
        if replaced ~= nil then changed = as_long(replaced, n, "backward pre") end
      end
      grad_outputs = changed or grads
      -- No input asked for a gradient: the hooks run here, or they would not run at all.
      if not inputs_watched then
        for _, entry in ipairs(after) do
          local replaced = entry.f(module, {n = given}, grad_outputs)
          for i = 1, given do
            if replaced ~= nil and as_list(replaced)[i] ~= nil then
              fail("backward hook: no input of the module requires a gradient, so it must return "
                .. "nothing, or nil for each of them")
            end
          end
        end
        grad_outputs = nil
      end
      return changed
    end)
  end
end

-- The call itself. `progress` tells hooks that always run how far it came.
local function call(module, set, inputs, progress)
  inputs = run_pre_hooks(module, set, inputs)
  progress.inputs = inputs
  local watch_outputs
  inputs, watch_outputs = watch_backward(module, set, inputs)
  local outputs = table.pack(module:forward(table.unpack(inputs, 1, inputs.n)))
  for _, entry in ipairs(progress.forward) do
    progress.ran[entry] = true
    outputs = run_forward_hook(entry, module, inputs, outputs) or outputs
  end
  if watch_outputs then watch_outputs(outputs) end
  return outputs
end

---Calls the module as `model(...)` does, with its hooks around forward.
function hooks.call(module, ...)
  local set = module._hooks
  local inputs = table.pack(...)
  local progress = {inputs = inputs, forward = gather(set, "forward"), ran = {}}
  local always = false
  for _, entry in ipairs(progress.forward) do always = always or entry.always_call end
  if not always then
    local outputs = call(module, set, inputs, progress)
    return table.unpack(outputs, 1, outputs.n)
  end
  local ok, outputs = pcall(call, module, set, inputs, progress)
  if ok then return table.unpack(outputs, 1, outputs.n) end
  for _, entry in ipairs(progress.forward) do
    -- What they raise themselves is not the reason, and is not told.
    if entry.always_call and not progress.ran[entry] then
      pcall(run_forward_hook, entry, module, progress.inputs, nil)
    end
  end
  error(outputs, 0)
end

---@param Module table
function hooks.install(Module)
  ---Runs f(module, inputs) before forward. `inputs` is a list with field n; what f returns (one
  ---value, or a list of them) takes its place. With with_kwargs it is f(module, inputs, options):
  ---a trailing table of options comes by itself, and f returns both or nothing.
  ---@param f fun(module: nn.Module, inputs: table): any
  ---@param options? {prepend: boolean?, with_kwargs: boolean?}
  ---@return table handle `handle:remove()` takes the hook away
  function Module:register_forward_pre_hook(f, options)
    return hooks.add(self, "forward_pre", "register_forward_pre_hook", f, options)
  end

  ---Runs f(module, inputs, output) after forward; what it returns takes the output's place. Of
  ---several results, output is a list with field n. With with_kwargs it is f(module, inputs,
  ---options, output). With always_call it also runs, with output nil, when forward has failed.
  ---@param f fun(module: nn.Module, inputs: table, output: any): any
  ---@param options? {prepend: boolean?, with_kwargs: boolean?, always_call: boolean?}
  ---@return table handle
  function Module:register_forward_hook(f, options)
    return hooks.add(self, "forward", "register_forward_hook", f, options)
  end

  ---Runs f(module, grad_inputs, grad_outputs) when the gradients of the module's inputs are known.
  ---Both are lists with field n, with nil where there is no gradient; what f returns (one gradient,
  ---or a list of them) takes the place of grad_inputs.
  ---@param f fun(module: nn.Module, grad_inputs: table, grad_outputs: table): any
  ---@param options? {prepend: boolean?}
  ---@return table handle
  function Module:register_full_backward_hook(f, options)
    return hooks.add(self, "backward", "register_full_backward_hook", f, options)
  end

  ---PyTorch's first hook of backward saw the gradients of a module's last operation only.
  function Module.register_backward_hook()
    fail("register_backward_hook: there is none; register_full_backward_hook sees the gradients of "
      .. "the module's inputs and outputs")
  end

  ---Runs f(module, grad_outputs) when the gradients of the module's outputs are known, before they
  ---go through it; what f returns takes their place.
  ---@param f fun(module: nn.Module, grad_outputs: table): any
  ---@param options? {prepend: boolean?}
  ---@return table handle
  function Module:register_full_backward_pre_hook(f, options)
    return hooks.add(self, "backward_pre", "register_full_backward_pre_hook", f, options)
  end
end

return hooks
