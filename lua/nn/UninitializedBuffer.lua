--- nn.UninitializedBuffer: a buffer whose shape is not known yet.

local shared = require "luma.nn.module.shared"
local Buffer = require "luma.nn.Buffer"
local tensor = require "luma.tensor"

---A buffer without elements that a lazy module (nn.LazyModuleMixin) or a state_dict gives its
---shape.
---@param device? string
---@param dtype? string
---@param persistent? boolean true when left out
---@return Tensor
return function(device, dtype, persistent)
  if type(device) == "table" then
    device, dtype, persistent = device.device, device.dtype, device.persistent
  end
  local buffer = Buffer(tensor.empty({0}, dtype, device), persistent)
  shared.uninitialized[buffer] = true
  return buffer
end
