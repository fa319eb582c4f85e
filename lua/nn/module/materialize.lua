--- Tensors whose shape was not known get it.

local shared = require "luma.nn.module.shared"
local tensor = require "luma.tensor"

---Gives an uninitialised parameter or buffer a shape; its elements are unset. It stays the same
---tensor.
---@param t Tensor
---@param shape integer[]
return function(t, shape)
  local learned = t.requires_grad
  t.grad = nil
  t.requires_grad = false
  t:set_(tensor.empty(shape, {dtype = t.dtype, device = t.device}))
  t.requires_grad = learned
  shared.uninitialized[t] = nil
end
