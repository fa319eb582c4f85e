--- How linear layers and recurrent ones start.

local initializers = require "luma.nn.initializers"

---Fills tensors uniform on ±1 / sqrt(fan_in); with zeros where fan_in is 0.
---@param fan_in integer
---@param ... Tensor? nil is passed over
return function(fan_in, ...)
  local bound = fan_in > 0 and 1 / math.sqrt(fan_in) or 0
  for i = 1, select("#", ...) do
    local t = select(i, ...)
    if t then initializers.uniform_(t, -bound, bound) end
  end
end
