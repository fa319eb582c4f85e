--- nn.Parameter: a tensor that a module learns.

local tensor = require "luma.tensor"
local fail = require "luma.fail"

---Marks a tensor as a parameter: in a field of a module it registers itself. It shares the elements
---of `data` and is a leaf of the graph.
---@param data Tensor any shape
---@param requires_grad? boolean true when left out; also as {requires_grad = ...}
---@return Tensor
return function(data, requires_grad)
  if not tensor.is_tensor(data) then
    fail("nn.Parameter: data must be a tensor, got a %s", type(data))
  end
  if type(requires_grad) == "table" then requires_grad = requires_grad.requires_grad end
  return tensor._parameter(data, requires_grad ~= false)
end
