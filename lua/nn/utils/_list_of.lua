--- Lists of tensors, as the helpers of nn.utils take them.

local fail = require "luma.fail"
local tensor = require "luma.tensor"

---@param operation string for errors
---@param parameters Tensor[]|Tensor
---@return Tensor[] a list; of one tensor, a list of one
return function(operation, parameters)
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
