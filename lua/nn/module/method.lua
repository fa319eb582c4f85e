--- The arguments of a module's method, which is called with a colon.

local arguments = require "luma.arguments"
local fail = require "luma.fail"
local is_class = require "luma.nn.module.is_class"
local is_module = require "luma.nn.module.is_module"

---@param name string
---@param parameters {[1]: string, [2]: string, [3]: any}[] as luma.arguments takes them
---@return fun(self: nn.Module, ...): ... gives one value for each entry, in order
return function(name, parameters)
  local parse = arguments(name, parameters)
  return function(self, ...)
    if not is_module(self) then
      fail("%s: it is a method of modules, called as module:%s(...), and what stands before the "
        .. "colon is %s", name, name, is_class(self) and tostring(self) or "a " .. type(self))
    end
    return parse(...)
  end
end
