--- nn.UninitializedParameter: a parameter whose shape is not known yet.

local shared = require "luma.nn.module.shared"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

---A parameter without elements that a lazy module (nn.LazyModuleMixin) or a state_dict gives its
---shape.
---@param requires_grad? boolean true when left out
---@param device? string
---@param dtype? string
---@return Tensor
return function(requires_grad, device, dtype)
  if type(requires_grad) == "table" then
    requires_grad, device, dtype = requires_grad.requires_grad, requires_grad.device,
      requires_grad.dtype
  end
  local parameter = Parameter(tensor.empty({0}, dtype, device), requires_grad)
  shared.uninitialized[parameter] = true
  return parameter
end
