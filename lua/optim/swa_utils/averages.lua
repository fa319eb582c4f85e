--- How an average takes in a new value: functions for optim.swa_utils.AveragedModel.

local autograd = require "luma.autograd"
local fail = require "luma.fail"

local averages = {}

local function checked(name, decay)
  if type(decay) == "table" then decay = decay.decay end
  if decay == nil then return 0.999 end
  if type(decay) ~= "number" or decay < 0 or decay > 1 or decay ~= decay then
    fail("%s: decay must be a number from 0 to 1, got %s", name, tostring(decay))
  end
  return decay
end

-- Brings each average to its value by the part of the way; numbers that are whole are rounded down.
local function approach(averaged, current, part)
  local _ <close> = autograd.no_grad()
  for i, average in ipairs(averaged) do
    if average:is_floating_point() or average:is_complex() then
      average:lerp_(current[i], part)
    else
      average:copy_(average * (1 - part) + current[i] * part)
    end
  end
end

---Exponential moving average: decay * average + (1 - decay) * value.
---@param decay? number default 0.999
---@return fun(averaged: Tensor, current: Tensor, num_averaged: integer): Tensor
function averages.get_ema_avg_fn(decay)
  decay = checked("get_ema_avg_fn", decay)
  return function(averaged, current)
    local _ <close> = autograd.no_grad()
    return decay * averaged + (1 - decay) * current
  end
end

---The mean of all values so far.
---@return fun(averaged: Tensor, current: Tensor, num_averaged: integer): Tensor
function averages.get_swa_avg_fn()
  return function(averaged, current, num_averaged)
    local _ <close> = autograd.no_grad()
    return averaged + (current - averaged) / (num_averaged + 1)
  end
end

---The exponential moving average of lists of tensors, in place.
---@param decay? number default 0.999
---@return fun(averaged: Tensor[], current: Tensor[], num_averaged: integer)
function averages.get_ema_multi_avg_fn(decay)
  decay = checked("get_ema_multi_avg_fn", decay)
  return function(averaged, current) approach(averaged, current, 1 - decay) end
end

---The mean of all values so far of lists of tensors, in place.
---@return fun(averaged: Tensor[], current: Tensor[], num_averaged: integer)
function averages.get_swa_multi_avg_fn()
  return function(averaged, current, num_averaged)
    approach(averaged, current, 1 / (num_averaged + 1))
  end
end

return averages
