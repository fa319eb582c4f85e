--- Functions of the epoch for each parameter group, as LambdaLR and MultiplicativeLR take them.

local copy = require "luma.optim.groups".copy
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"
local tensor = require "luma.tensor"

local function callable(f)
  if type(f) == "function" then return true end
  local meta = type(f) == "table" and getmetatable(f)
  return type(meta) == "table" and meta.__call ~= nil
end

local factors = {}

---@param name string the schedule, for errors
---@param optimizer optim.Optimizer
---@param lr_lambda function|function[]
---@return function[]
function factors.list(name, optimizer, lr_lambda)
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

---The state of a schedule, with `lr_lambdas`: the fields of tables that are called, false for
---functions, which have none.
---@return table
function factors.state_dict(self)
  local dict = LRScheduler.state_dict(self)
  dict.lr_lambdas = {}
  for i, f in ipairs(self.lr_lambdas) do
    local fields = {}
    for key, value in pairs(type(f) == "table" and f or {}) do fields[key] = copy(value) end
    dict.lr_lambdas[i] = type(f) == "table" and fields
  end
  return dict
end

---@param dict table as state_dict gives it
function factors.load_state_dict(self, dict)
  local own = {}
  for key, value in pairs(type(dict) == "table" and dict or {}) do
    if key ~= "lr_lambdas" then own[key] = value end
  end
  LRScheduler.load_state_dict(self, type(dict) == "table" and own or dict)
  for i, fields in ipairs(type(dict.lr_lambdas) == "table" and dict.lr_lambdas or {}) do
    local f = self.lr_lambdas[i]
    if type(f) == "table" and type(fields) == "table" then
      for key, value in pairs(fields) do f[key] = copy(value) end
    end
  end
end

return factors
