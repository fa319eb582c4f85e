--- nn.UninitializedParameter: a parameter whose shape is not known yet.

local arguments = require "luma.arguments"
local shared = require "luma.nn.module.shared"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

local parse = arguments("nn.UninitializedParameter", {
  {"requires_grad", "boolean?", true}, {"device", "string?"}, {"dtype", "string?"},
})

---A parameter without elements that a lazy module (nn.LazyModuleMixin) or a state_dict gives its
---shape.
---@param requires_grad? boolean true when left out
---@param device? string
---@param dtype? string
---@return Tensor
return function(...)
  local requires_grad, device, dtype = parse(...)
  local parameter = Parameter(tensor.empty({0}, dtype, device), requires_grad)
  shared.uninitialized[parameter] = true
  return parameter
end
