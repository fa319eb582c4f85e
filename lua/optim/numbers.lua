--- Options that may be tensors of one element: a rate that a script changes in place, say.

local tensor = require "luma.tensor"

---The number itself.
---@param value number|Tensor
---@return number
return function(value)
  if type(value) == "number" then return value end
  return tensor.is_tensor(value) and value:item() or value
end
