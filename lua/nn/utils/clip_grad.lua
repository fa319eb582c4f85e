--- nn.utils: limits on gradients.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local list_of = require "luma.nn.utils._list_of"
local tensor = require "luma.tensor"

local clip_grad = {}

local function gradients(operation, parameters)
  local grads = {}
  for _, parameter in ipairs(list_of(operation, parameters)) do
    local grad = parameter.grad
    if grad then grads[#grads + 1] = grad end
  end
  return grads
end

---Scales all gradients by one factor so that their norm, taken together, is at most max_norm
---(Pascanu et al. 2013): min(1, max_norm / (norm + 1e-6)).
---@param parameters Tensor[]|Tensor
---@param max_norm number
---@param norm_type? number default 2; math.huge for the largest element
---@param error_if_nonfinite? boolean fail on a norm that is infinite or NaN; default false
---@return Tensor norm of the gradients before
function clip_grad.clip_grad_norm_(parameters, max_norm, norm_type, error_if_nonfinite)
  if type(norm_type) == "table" then
    norm_type, error_if_nonfinite = norm_type.norm_type, norm_type.error_if_nonfinite
  end
  norm_type = norm_type or 2
  if type(max_norm) ~= "number" or type(norm_type) ~= "number" then
    fail("clip_grad_norm_: max_norm and norm_type must be numbers")
  end
  local grads = gradients("clip_grad_norm_", parameters)
  if #grads == 0 then return tensor.zeros({}) end
  local clip_scale = tensor._ops.clip_scale
  if error_if_nonfinite then
    local norm = clip_scale(grads, math.huge, norm_type):item()
    if norm ~= norm or norm == math.huge then
      fail("clip_grad_norm_: the norm of the gradients is %s, which is not finite", norm)
    end
  end
  local norm = clip_scale(grads, max_norm, norm_type)
  tensor._drop(grads, 1, #grads) -- our handles need not wait for the collector
  return norm
end

---Limits each element of the gradients to -clip_value .. clip_value.
---@param parameters Tensor[]|Tensor
---@param clip_value number
function clip_grad.clip_grad_value_(parameters, clip_value)
  if type(clip_value) ~= "number" then fail("clip_grad_value_: clip_value must be a number") end
  local _ <close> = autograd.no_grad()
  for _, grad in ipairs(gradients("clip_grad_value_", parameters)) do
    grad:clamp_(-clip_value, clip_value)
  end
end

return clip_grad
