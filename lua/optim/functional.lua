--- optim.functional: one step of an optimiser as a function, on parameters, gradients and state
--- that the caller keeps in lists. Nothing is recorded.
---
--- Each function takes the lists in PyTorch's order and then a table with the options. A count of
--- steps is a tensor, which is changed in place, or a number, which is replaced in its list.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

local functional = {}

local is_tensor = tensor.is_tensor

-- The names of the lists behind params and grads, and for each optimiser options by PyTorch's names
-- in these functions: {option, place in it}.
local described = {
  sgd = {"SGD", {"momentum_buffer"}},
  adam = {"Adam", {"exp_avg", "exp_avg_sq", "max_exp_avg_sq", "step"}},
  adamw = {"AdamW", {"exp_avg", "exp_avg_sq", "max_exp_avg_sq", "step"}},
  nadam = {"NAdam", {"exp_avg", "exp_avg_sq", "mu_product", "step"}},
  radam = {"RAdam", {"exp_avg", "exp_avg_sq", "step"}},
  adamax = {"Adamax", {"exp_avg", "exp_inf", "step"}},
  rmsprop = {"RMSprop", {"square_avg", "grad_avg", "momentum_buffer", "step"}},
  adagrad = {"Adagrad", {"sum", "step"}},
  adadelta = {"Adadelta", {"square_avg", "acc_delta", "step"}},
  asgd = {"ASGD", {"ax", "mu", "eta", "step"}},
  rprop = {"Rprop", {"prev", "step_size", "step"}},
  adafactor = {"Adafactor", {"row_var", "col_var", "variance", "step"}},
  muon = {"Muon", {"momentum_buffer"}},
  sparse_adam = {"SparseAdam", {"exp_avg", "exp_avg_sq", "step"}},
}

local parts = {
  beta1 = {"betas", 1}, beta2 = {"betas", 2}, etaminus = {"etas", 1}, etaplus = {"etas", 2},
  step_size_min = {"step_sizes", 1}, step_size_max = {"step_sizes", 2}, eps1 = {"eps", 1},
  eps2 = {"eps", 2},
}

local function options_of(given)
  local options = {}
  for key, value in pairs(given) do
    local part = parts[key]
    if part then
      options[part[1]] = options[part[1]] or {}
      options[part[1]][part[2]] = value
    elseif key ~= "has_complex" and key ~= "has_sparse_grad" then
      options[key] = value
    end
  end
  return options
end

local function check_lists(name, lists, count)
  for k, list in ipairs(lists) do
    if type(list) ~= "table" or is_tensor(list) then
      fail("optim.functional.%s: argument %d must be a list, got a %s", name, k,
        is_tensor(list) and "tensor" or type(list))
    end
  end
  if type(lists[1]) ~= "table" or #lists < count then
    fail("optim.functional.%s: needs %d lists and a table of options, got %d lists", name, count,
      #lists)
  end
end

-- The state of parameter i out of the lists.
local function gathered(names, lists, counts, i)
  local state = {}
  for k, key in ipairs(names) do
    local value = lists[k + 2][i]
    if counts[key] and is_tensor(value) then value = value:item() end
    if counts[key] and key == "step" then value = math.tointeger(value) or value end
    state[key] = value or nil
  end
  return state
end

-- Puts the state of parameter i back.
local function scattered(names, lists, state, i)
  for k, key in ipairs(names) do
    local list, value = lists[k + 2], state[key]
    if is_tensor(list[i]) and not is_tensor(value) and value ~= nil then
      list[i]:detach():fill_(value)
    else
      list[i] = value
    end
  end
end

local function step_function(name, class_name, names)
  return function(...)
    local given = {...}
    local options = options_of(#given == #names + 3 and table.remove(given) or {})
    check_lists(name, given, #names + 2)
    local params, grads = given[1], given[2]
    if #params == 0 then return end
    local before = {}
    local optimizer = require("luma.optim." .. class_name)(params, options)
    optimizer.state = {}
    local guard <close> = setmetatable({}, {__close = function() -- luacheck: no unused
      for i, parameter in ipairs(params) do parameter.grad = before[i] or nil end
    end})
    local _ <close> = autograd.no_grad()
    for i, parameter in ipairs(params) do
      before[i] = parameter.grad or false
      parameter.grad = grads[i]
      optimizer.state[parameter] = gathered(names, given, optimizer.counts, i)
    end
    optimizer:run()
    for i, parameter in ipairs(params) do
      scattered(names, given, optimizer.state[parameter], i)
    end
  end
end

for name, entry in pairs(described) do
  functional[name] = step_function(name, entry[1], entry[2])
end

return functional
