--- nn.Buffer: a tensor that a module keeps without learning it.

local fail = require "luma.fail"
local shared = require "luma.nn.module.shared"
local tensor = require "luma.tensor"

---Marks a tensor as a buffer: in a field of a module it registers itself, as register_buffer does.
---It shares the elements of `data`.
---@param data Tensor any shape
---@param persistent? boolean true when left out: state_dict saves it; also as {persistent = ...}
---@return Tensor
return function(data, persistent)
  if not tensor.is_tensor(data) then
    fail("nn.Buffer: data must be a tensor, got a %s", type(data))
  end
  if type(persistent) == "table" then persistent = persistent.persistent end
  if persistent ~= nil and type(persistent) ~= "boolean" then
    fail("nn.Buffer: persistent must be true or false, got a %s", type(persistent))
  end
  local buffer = data:detach()
  if data.requires_grad then buffer:requires_grad_() end
  shared.buffers[buffer] = persistent ~= false
  return buffer
end
