--- nn: modules, their functions and helpers. A field is loaded when it is first used, by its name:
--- `nn.Linear` is lua/nn/Linear.lua, so a new layer is one new file.

local lazy = require "luma.lazy"

-- lua/nn/init.lua is this file, so what `nn.init` names lives in initializers.lua.
local elsewhere = {init = "luma.nn.initializers"}

local nn = lazy("luma.nn")
local meta = getmetatable(nn)
local by_name = meta.__index

function meta.__index(self, name)
  if elsewhere[name] then
    local value = require(elsewhere[name])
    rawset(self, name, value)
    return value
  end
  return by_name(self, name)
end

return nn
