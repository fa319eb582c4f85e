--- nn.LazyModuleMixin: modules that learn sizes from their first input.

local class = require "luma.nn.class"
local fail = require "luma.fail"
local is_class = require "luma.nn.module.is_class"
local materialize = require "luma.nn.module.materialize"
local Module = require "luma.nn.Module"
local shared = require "luma.nn.module.shared"
local tensor = require "luma.tensor"

---Makes a class below `base` whose modules have parameters of unknown shapes
---(nn.UninitializedParameter) until they are called. Define `initialize_parameters(self, ...)`,
---which sees what the first call is given and calls `self:materialize(name, shape)`; the module is
---one of `base` from then on.
---@param name string
---@param base table a class of modules
---@return table
return function(name, base)
  if not is_class(base) then
    fail("nn.LazyModuleMixin: a class of modules is needed, got a %s", type(base))
  end
  local Lazy = class(name, base)
  Lazy.cls_to_become = base ~= Module and base -- false: it stays of its own class

  ---Says whether shapes are unknown still.
  ---@return boolean
  function Lazy:has_uninitialized_params()
    for _, method in ipairs{"parameters", "buffers"} do
      for _, t in ipairs(self[method](self, false)) do
        if shared.uninitialized[t] then return true end
      end
    end
    return false
  end

  ---Gives one of its tensors a shape; the elements are unset.
  ---@param field string
  ---@param shape integer[]
  function Lazy:materialize(field, shape)
    local t = rawget(self, field)
    if not tensor.is_tensor(t) or not shared.uninitialized[t] then
      fail("materialize: %s has no uninitialised parameter or buffer %q", name, tostring(field))
    end
    materialize(t, shape)
  end

  function Lazy:initialize_parameters() -- luacheck: no unused args
    fail("%s: it has no method initialize_parameters", name)
  end

  -- It knows its shapes, and is of the other class from now on.
  local function settle(self)
    rawset(self, "_inferred", true)
    if getmetatable(self) == Lazy and Lazy.cls_to_become then
      setmetatable(self, Lazy.cls_to_become)
    end
  end

  local call = base.__call
  function Lazy:__call(...)
    if not rawget(self, "_inferred") then
      self:initialize_parameters(...)
      if self:has_uninitialized_params() then
        fail("%s: initialize_parameters has left parameters without a shape", name)
      end
      settle(self)
    end
    return call(self, ...)
  end

  ---Sets what the shapes tell, such as in_features, when a state_dict gave them; for subclasses.
  function Lazy:loaded_parameters() end -- luacheck: no unused args

  local load = base._load_from_state_dict
  function Lazy:_load_from_state_dict(dict, prefix, metadata, ...)
    load(self, dict, prefix, metadata, ...)
    if not self:has_uninitialized_params() then return end
    table.insert(metadata._copies, {function()
      if self:has_uninitialized_params() then return end
      self:loaded_parameters()
      settle(self)
    end, function() return function() end end})
  end
  return Lazy
end
