--- Schedules that act on one optimiser together: what SequentialLR and ChainedScheduler share.

local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

local several = {}

---Fails when the schedules do not belong to the optimiser.
---@param name string for errors
---@param schedulers optim.lr_scheduler.LRScheduler[]
---@param optimizer? optim.Optimizer that of the first when left out
---@return optim.Optimizer
function several.check(name, schedulers, optimizer)
  if #schedulers == 0 then fail("%s: the list of schedules is empty", name) end
  for i, scheduler in ipairs(schedulers) do
    if type(scheduler) ~= "table" or type(scheduler.optimizer) ~= "table" then
      fail("%s: schedule %d must be a schedule, got a %s", name, i, type(scheduler))
    elseif scheduler:name() == "ReduceLROnPlateau" then
      fail("%s: schedule %d is a ReduceLROnPlateau, whose step needs a number", name, i)
    end
    optimizer = optimizer or scheduler.optimizer
    if scheduler.optimizer ~= optimizer then
      fail("%s: schedule %d belongs to another optimiser", name, i)
    end
  end
  return optimizer
end

---The state, with that of each schedule.
---@return table
function several.state_dict(self)
  local dict = LRScheduler.state_dict(self)
  dict._schedulers = {}
  for i, scheduler in ipairs(self._schedulers) do dict._schedulers[i] = scheduler:state_dict() end
  return dict
end

---@param dict table as state_dict gives it
function several.load_state_dict(self, dict)
  local states = type(dict) == "table" and dict._schedulers
  if type(states) ~= "table" or #states ~= #self._schedulers then
    fail("%s: load_state_dict needs a table as state_dict gives it, with %d schedules", self:name(),
      #self._schedulers)
  end
  local own = {}
  for key, value in pairs(dict) do
    if key ~= "_schedulers" then own[key] = value end
  end
  LRScheduler.load_state_dict(self, own)
  for i, scheduler in ipairs(self._schedulers) do scheduler:load_state_dict(states[i]) end
end

return several
