--- nn.class: subclasses of nn.Module.

local class = require "luma.class"
local fail = require "luma.fail"
local Module = require "luma.nn.Module"

---Makes a class of modules: `local Net = nn.class("Net")`. Define `Net:init(...)`, which `Net(...)`
---runs, and `Net:forward(...)`, which calling an instance runs. `init` need not call the base's.
---@param name string the name in printed forms and errors
---@param base? table a subclass of nn.Module; nn.Module when left out
---@return table
return function(name, base)
  if base ~= nil and not (type(base) == "table" and rawget(base, "__is_module")) then
    fail("nn.class: the base of %s must be a class of modules, got %s", tostring(name),
      tostring(base))
  end
  return class(name, base or Module)
end
