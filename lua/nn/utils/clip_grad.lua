--- nn.utils: limits on gradients.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local fail = require "luma.fail"
local list_of = require "luma.nn.utils._list_of"
local tensor = require "luma.tensor"

local clip_grad = {}

-- `foreach`, PyTorch's choice between two implementations, is taken and does nothing: there is one.

local function gradients(operation, parameters)
  local grads = {}
  for _, parameter in ipairs(list_of(operation, parameters)) do
    local grad = parameter.grad
    if grad then grads[#grads + 1] = grad end
  end
  return grads
end

-- The order of a norm: a number, or the text "inf".
local function order_of(operation, norm_type)
  if type(norm_type) == "string" then
    norm_type = ({inf = math.huge, ["-inf"] = -math.huge})[norm_type] or tonumber(norm_type)
  end
  if type(norm_type) ~= "number" or norm_type ~= norm_type then
    fail("%s: norm_type must be a number or \"inf\"", operation)
  end
  return norm_type
end

-- The norm of the tensors' norms.
local function total_norm(tensors, norm_type)
  local vector_norm, norms = tensor.linalg.vector_norm, {}
  for i, t in ipairs(tensors) do
    norms[i] = vector_norm(t, norm_type):to(tensors[1].device)
  end
  return vector_norm(tensor.stack(norms), norm_type)
end

local function check_finite(operation, norm, norm_type)
  norm = norm:item()
  if norm ~= norm or norm == math.huge then
    fail("%s: the norm of order %s of the gradients is %s, which is not finite, so they cannot be "
      .. "clipped; error_if_nonfinite = false lets it pass", operation, norm_type, norm)
  end
end

-- One operation for floats and norms of an order above 0, which is nearly always.
local function is_plain(grads, norm_type)
  if norm_type <= 0 then return false end
  for _, grad in ipairs(grads) do
    if not grad:is_floating_point() or grad.device ~= grads[1].device then return false end
  end
  return true
end

local parse_norm = arguments("get_total_norm", {
  {"tensors", "any"}, {"norm_type", "any?", 2}, {"error_if_nonfinite", "boolean?", false},
  {"foreach", "any?"},
})

---The norm of all tensors, taken as one vector: the norm of their norms.
---@param tensors Tensor[]|Tensor gradients, say
---@param norm_type? number default 2; math.huge for the largest element
---@param error_if_nonfinite? boolean fail on a norm that is infinite or NaN; default false
---@return Tensor no dimensions
function clip_grad.get_total_norm(...)
  local tensors, norm_type, strict = parse_norm(...)
  tensors = list_of("get_total_norm", tensors)
  norm_type = order_of("get_total_norm", norm_type)
  if #tensors == 0 then return tensor.zeros({}) end
  local norm = total_norm(tensors, norm_type)
  if strict then check_finite("get_total_norm", norm, norm_type) end
  return norm
end

local parse_clip = arguments("clip_grads_with_norm_", {
  {"parameters", "any"}, {"max_norm", "number"}, {"total_norm", "real"}, {"foreach", "any?"},
})

---Scales all gradients by min(1, max_norm / (total_norm + 1e-6)), as clip_grad_norm_ does, for a
---norm that is known.
---@param parameters Tensor[]|Tensor
---@param max_norm number
---@param norm Tensor as get_total_norm gives it
function clip_grad.clip_grads_with_norm_(...)
  local parameters, max_norm, norm = parse_clip(...)
  local _ <close> = autograd.no_grad()
  local grads = gradients("clip_grads_with_norm_", parameters)
  if #grads == 0 then return end
  if type(norm) == "number" then norm = tensor.tensor(norm) end
  local scale = (max_norm / (norm + 1e-6)):clamp{max = 1}
  for _, grad in ipairs(grads) do grad:mul_(scale:to(grad.device)) end
end

local parse_clip_norm = arguments("clip_grad_norm_", {
  {"parameters", "any"}, {"max_norm", "number"}, {"norm_type", "any?", 2},
  {"error_if_nonfinite", "boolean?", false}, {"foreach", "any?"},
})

---Scales all gradients by one factor so that their norm, taken together, is at most max_norm
---(Pascanu et al. 2013): min(1, max_norm / (norm + 1e-6)).
---@param parameters Tensor[]|Tensor
---@param max_norm number
---@param norm_type? number default 2; math.huge for the largest element
---@param error_if_nonfinite? boolean fail on a norm that is infinite or NaN; default false
---@return Tensor norm of the gradients before
function clip_grad.clip_grad_norm_(...)
  local parameters, max_norm, norm_type, strict = parse_clip_norm(...)
  norm_type = order_of("clip_grad_norm_", norm_type)
  local grads = gradients("clip_grad_norm_", parameters)
  if #grads == 0 then return tensor.zeros({}) end
  local _ <close> = autograd.no_grad()
  local clip_scale = tensor._ops.clip_scale
  local plain, norm = is_plain(grads, norm_type), nil
  if strict or not plain then
    norm = plain and clip_scale(grads, math.huge, norm_type) or total_norm(grads, norm_type)
    if strict then check_finite("clip_grad_norm_", norm, norm_type) end
  end
  if plain then
    norm = clip_scale(grads, max_norm, norm_type)
  else
    clip_grad.clip_grads_with_norm_(parameters, max_norm, norm)
  end
  tensor._drop(grads, 1, #grads) -- our handles need not wait for the collector
  return norm
end

clip_grad.clip_grad_norm = clip_grad.clip_grad_norm_ -- its older name

local parse_clip_value = arguments("clip_grad_value_", {
  {"parameters", "any"}, {"clip_value", "number"}, {"foreach", "any?"},
})

---Limits each element of the gradients to -clip_value .. clip_value.
---@param parameters Tensor[]|Tensor
---@param clip_value number
function clip_grad.clip_grad_value_(...)
  local parameters, clip_value = parse_clip_value(...)
  local _ <close> = autograd.no_grad()
  for _, grad in ipairs(gradients("clip_grad_value_", parameters)) do
    grad:clamp_(-clip_value, clip_value)
  end
end

return clip_grad
