--- nn.Softmax2d.

local class = require "luma.nn.class"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

---Softmax over the channels at each position: (N, C, H, W) or (C, H, W) gives the same shape.
---@class nn.Softmax2d : nn.Module
---@overload fun(): nn.Softmax2d
local Softmax2d = class("Softmax2d")

function Softmax2d.forward(_, input)
  if not tensor.is_tensor(input) or input.ndim ~= 3 and input.ndim ~= 4 then
    fail("Softmax2d: the input must be (N, C, H, W) or (C, H, W), got %s",
      tensor.is_tensor(input) and ("shape %s"):format(input.shape) or "a " .. type(input))
  end
  return input:softmax(-3)
end

return Softmax2d
