--- nn.utils: helpers around parameters.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

local utils = {}

-- A list of tensors out of a list, or one tensor.
local function list_of(operation, parameters)
  if tensor.is_tensor(parameters) then return {parameters} end
  if type(parameters) ~= "table" or getmetatable(parameters) ~= nil then
    fail("%s: a list of parameters is needed, such as model:parameters(), got a %s", operation,
      type(parameters))
  end
  for i, parameter in ipairs(parameters) do
    if not tensor.is_tensor(parameter) then
      fail("%s: parameter %d must be a tensor, got a %s", operation, i, type(parameter))
    end
  end
  return parameters
end

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
function utils.clip_grad_norm_(parameters, max_norm, norm_type, error_if_nonfinite)
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
function utils.clip_grad_value_(parameters, clip_value)
  if type(clip_value) ~= "number" then fail("clip_grad_value_: clip_value must be a number") end
  local _ <close> = autograd.no_grad()
  for _, grad in ipairs(gradients("clip_grad_value_", parameters)) do
    grad:clamp_(-clip_value, clip_value)
  end
end

---The elements of all parameters, one after the other.
---@param parameters Tensor[]
---@return Tensor (n)
function utils.parameters_to_vector(parameters)
  local pieces = {}
  for i, parameter in ipairs(list_of("parameters_to_vector", parameters)) do
    pieces[i] = parameter:reshape(-1)
  end
  return tensor.cat(pieces)
end

---Copies a vector, as parameters_to_vector gives it, into parameters.
---@param vector Tensor (n)
---@param parameters Tensor[]
function utils.vector_to_parameters(vector, parameters)
  parameters = list_of("vector_to_parameters", parameters)
  local total = 0
  for _, parameter in ipairs(parameters) do total = total + parameter:numel() end
  if not tensor.is_tensor(vector) or vector.ndim ~= 1 or vector:numel() ~= total then
    fail("vector_to_parameters: a vector of %d elements is needed", total)
  end
  local _ <close> = autograd.no_grad()
  local first = 1
  for _, parameter in ipairs(parameters) do
    local count = parameter:numel()
    if count > 0 then
      parameter:copy_(vector:narrow(1, first, count):reshape(parameter.shape))
    end
    first = first + count
  end
end

return utils
