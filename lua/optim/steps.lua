--- The step of an optimiser over lists of tensors: one fused operation, or for groups with
--- differentiable = true operations that are recorded.

local tensor = require "luma.tensor"

---@param group table
---@param name string as in tensor/ops/optim.def
---@return function
return function(group, name)
  if group.differentiable then return require "luma.optim.recorded"[name] end
  return tensor._ops[name .. "_step"]
end
