--- nn.utils: parameters as one vector, and back.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local list_of = require "luma.nn.utils._list_of"
local tensor = require "luma.tensor"

local convert = {}

---The elements of all parameters, one after the other.
---@param parameters Tensor[]
---@return Tensor (n)
function convert.parameters_to_vector(parameters)
  local pieces = {}
  for i, parameter in ipairs(list_of("parameters_to_vector", parameters)) do
    pieces[i] = parameter:reshape(-1)
  end
  return tensor.cat(pieces)
end

---Copies a vector, as parameters_to_vector gives it, into parameters.
---@param vector Tensor (n)
---@param parameters Tensor[]
function convert.vector_to_parameters(vector, parameters)
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

return convert
