--- nn.utils.skip_init: modules whose parameters are not drawn.

local fail = require "luma.fail"
local initializers = require "luma.nn.initializers"
local is_class = require "luma.nn.module.is_class"

---Makes a module without filling its parameters, which are unset: for one whose values are loaded
---next. `nn.utils.skip_init(nn.Linear, 20, 30)` is nn.Linear(20, 30) in less time.
---@param class table a class of modules
---@param ... any what the class takes
---@return nn.Module
return function(class, ...)
  if not is_class(class) then
    fail("skip_init: a class of modules is needed, such as nn.Linear, got %s", tostring(class))
  end
  return initializers._skip(class, ...)
end
