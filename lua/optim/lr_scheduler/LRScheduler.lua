--- optim.lr_scheduler.LRScheduler: what all schedules share.

local class = require "luma.class"
local fail = require "luma.fail"

---A schedule sets `lr` of each parameter group. `last_epoch` counts calls of `step` from 0, the
---state before the first call; the schedules compute a rate from the one before it (PyTorch's
---chainable form), so several of them may act on one optimiser.
---@class optim.lr_scheduler.LRScheduler
---@field optimizer optim.Optimizer
---@field base_lrs number[] the rates that the groups started with
---@field last_epoch integer
local LRScheduler = class("LRScheduler")

---@param optimizer optim.Optimizer
---@param last_epoch? integer -1 (default) to start, else the epoch to go on from
function LRScheduler:init(optimizer, last_epoch)
  local name = getmetatable(self).__name
  if type(optimizer) ~= "table" or type(optimizer.param_groups) ~= "table" then
    fail("%s: an optimiser is needed, got a %s", name, type(optimizer))
  end
  last_epoch = last_epoch or -1
  self.optimizer, self.last_epoch, self.step_count, self.base_lrs = optimizer, last_epoch, 0, {}
  for i, group in ipairs(optimizer.param_groups) do
    if last_epoch == -1 then
      group.initial_lr = group.lr
    elseif not group.initial_lr then
      fail("%s: to go on from epoch %d, parameter group %d needs initial_lr", name, last_epoch, i)
    end
    self.base_lrs[i] = group.initial_lr
  end
  self:step()
end

---The rates for last_epoch, one for each group; every subclass has its own.
---@return number[]
function LRScheduler:get_lr()
  fail("%s: it has no get_lr method", getmetatable(self).__name)
end

---Goes on by one epoch and sets the rates.
function LRScheduler:step()
  self.step_count = self.step_count + 1
  self.last_epoch = self.last_epoch + 1
  self.last_lr = self:get_lr()
  for i, group in ipairs(self.optimizer.param_groups) do group.lr = self.last_lr[i] end
end

---@return number[] the rates that the last call of step set
function LRScheduler:get_last_lr() return {table.unpack(self.last_lr)} end

---Everything but the optimiser and functions, as plain data.
---@return table
function LRScheduler:state_dict()
  local dict = {}
  for key, value in pairs(self) do
    if type(value) == "table" and key ~= "optimizer" then
      dict[key] = {table.unpack(value)}
    elseif type(value) == "number" then
      dict[key] = value
    end
  end
  return dict
end

---@param dict table as state_dict gives it
function LRScheduler:load_state_dict(dict)
  if type(dict) ~= "table" or type(dict.last_epoch) ~= "number" then
    fail("%s: load_state_dict needs a table as state_dict gives it", getmetatable(self).__name)
  end
  for key, value in pairs(dict) do
    self[key] = type(value) == "table" and {table.unpack(value)} or value
  end
end

-- The rates computed from the groups one by one: f(lr, base_lr, i).
function LRScheduler:each(f)
  local rates = {}
  for i, group in ipairs(self.optimizer.param_groups) do
    rates[i] = f(group.lr, self.base_lrs[i], i)
  end
  return rates
end

return LRScheduler
