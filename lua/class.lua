--- Classes: a table that is called to make an instance and that serves as its metatable.
---
--- Methods are found through `__index`; metamethods, which Lua looks up without it, are copied from
--- the base when the class is made.

local fail = require "luma.fail"

local function construct(class, ...)
  local self = class.__new(class)
  self:init(...)
  return self
end

---Makes a class. Calling it makes an instance and runs `init`; a class without `init` inherits its
---base's. `__new(class)` makes the bare instance, so that what a base needs is there before `init`
---runs, whether or not that calls the base's.
---@param name string what errors and printed forms call it
---@param base? table a class to inherit from
---@return table
local function class(name, base)
  if type(name) ~= "string" then fail("class: the name must be a string, got %s", type(name)) end
  local new = {}
  for key, value in pairs(base or {}) do
    if type(key) == "string" and key:find("^__") then new[key] = value end
  end
  new.__name = name
  new.__new = new.__new or function(self) return setmetatable({}, self) end
  -- A base may look up in its own way; such an __index is a function that serves subclasses, too.
  if base == nil or rawget(base, "__index") == base then new.__index = new end
  return setmetatable(new, {
    __index = base or {init = function() end},
    __call = construct,
    __name = "class",
    __tostring = function() return ("class %s"):format(name) end,
  })
end

return class
