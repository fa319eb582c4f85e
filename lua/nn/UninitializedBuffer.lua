--- nn.UninitializedBuffer: a buffer whose shape is not known yet.

local arguments = require "luma.arguments"
local shared = require "luma.nn.module.shared"
local Buffer = require "luma.nn.Buffer"
local tensor = require "luma.tensor"

local parse = arguments("nn.UninitializedBuffer", {
  {"device", "string?"}, {"dtype", "string?"}, {"persistent", "boolean?", true},
})

---A buffer without elements that a lazy module (nn.LazyModuleMixin) or a state_dict gives its
---shape.
---@param device? string
---@param dtype? string
---@param persistent? boolean true when left out
---@return Tensor
return function(...)
  local device, dtype, persistent = parse(...)
  local buffer = Buffer(tensor.empty({0}, dtype, device), persistent)
  shared.uninitialized[buffer] = true
  return buffer
end
