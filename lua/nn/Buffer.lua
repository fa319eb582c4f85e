--- nn.Buffer: a tensor that a module keeps without learning it.

local arguments = require "luma.arguments"
local shared = require "luma.nn.module.shared"

local parse = arguments("nn.Buffer", {{"data", "tensor"}, {"persistent", "boolean?", true}})

---Marks a tensor as a buffer: in a field of a module it registers itself, as register_buffer does.
---It shares the elements of `data`.
---@param data Tensor any shape
---@param persistent? boolean true when left out: state_dict saves it; also as {persistent = ...}
---@return Tensor
return function(...)
  local data, persistent = parse(...)
  local buffer = data:detach()
  if data.requires_grad then buffer:requires_grad_() end
  shared.buffers[buffer] = persistent
  return buffer
end
