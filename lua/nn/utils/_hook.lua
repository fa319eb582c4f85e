--- Hooks before forward that compute a parameter from others: a hook is a table that is called, so
--- that it can be found again, to be taken away.

local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local tensor = require "luma.tensor"

local hook = {}

function hook.check_module(operation, module)
  if not is_module(module) then
    fail("%s: a module is needed, got a %s", operation, type(module))
  end
end

---The handle of the hook of a class for a parameter, or nil.
---@param module nn.Module
---@param kind string the class's `__name`
---@param name string|false of the parameter; false: of any
function hook.find(module, kind, name)
  if not module._hooks then return nil end
  for _, handle in ipairs(module._hooks.forward_pre) do
    local f = handle.f
    if type(f) == "table" and f.kind == kind and (not name or f.name == name) then return handle end
  end
end

---The parameter of a name; fails where there is none.
function hook.parameter(operation, module, name)
  local value = rawget(module, name)
  if not (tensor.is_tensor(value) and tensor._is_parameter(value)) then
    fail("%s: %s has no parameter %q", operation, getmetatable(module).__name, tostring(name))
  end
  return value
end

---Takes a parameter, a buffer or what a hook computed out of a module, as if it had never been
---there.
function hook.take_out(module, name)
  rawset(module, name, nil)
  module._learned[name], module._buffers[name] = nil, nil
end

return hook
