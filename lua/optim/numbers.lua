--- Options that may be tensors of one element: a rate that a script changes in place, say.

local tensor = require "luma.tensor"

---The number itself; in a group with differentiable = true a tensor stays one, without dimensions.
---@param value number|Tensor
---@param group? table
---@return number|Tensor
return function(value, group)
  if not tensor.is_tensor(value) then return value end
  return group and group.differentiable and value:reshape({}) or value:item()
end
