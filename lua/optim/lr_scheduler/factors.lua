--- Functions of the epoch for each parameter group, as LambdaLR and MultiplicativeLR take them.

local fail = require "luma.fail"
local tensor = require "luma.tensor"

local function callable(f)
  if type(f) == "function" then return true end
  local meta = type(f) == "table" and getmetatable(f)
  return type(meta) == "table" and meta.__call ~= nil
end

---@param name string the schedule, for errors
---@param optimizer optim.Optimizer
---@param lr_lambda function|function[]
---@return function[]
return function(name, optimizer, lr_lambda)
  local count, list = #optimizer.param_groups, {}
  local given = type(lr_lambda) == "table" and not tensor.is_tensor(lr_lambda)
    and not callable(lr_lambda) and lr_lambda
  if given and #given ~= count then
    fail("%s: lr_lambda must be a function or a list of %d of them, one for each group, got %d",
      name, count, #given)
  end
  for i = 1, count do
    list[i] = given and given[i] or lr_lambda
    if not callable(list[i]) then
      fail("%s: lr_lambda must be a function or a list of %d of them, one for each group, got a %s",
        name, count, type(list[i]))
    end
  end
  return list
end
