--- optim.lr_scheduler.LRScheduler: what all schedules share.

local class = require "luma.class"
local copy = require "luma.optim.groups".copy
local fail = require "luma.fail"
local number = require "luma.optim.numbers"
local tensor = require "luma.tensor"

---A schedule sets `lr` of each parameter group. `last_epoch` counts calls of `step` from 0, the
---state before the first call; the schedules compute a rate from the one before it (PyTorch's
---chainable form), so several of them may act on one optimiser.
---@class optim.lr_scheduler.LRScheduler
---@field optimizer optim.Optimizer
---@field base_lrs number[] the rates that the groups started with
---@field last_epoch integer
local LRScheduler = class("LRScheduler")

---What errors call it.
---@return string
function LRScheduler:name() return getmetatable(self).__name end

---@param optimizer optim.Optimizer
---@param last_epoch? integer -1 (default) to start, else the epoch to go on from
function LRScheduler:init(optimizer, last_epoch)
  self:attach(optimizer)
  last_epoch = last_epoch or -1
  self.last_epoch, self.base_lrs = last_epoch, {}
  for i, group in ipairs(optimizer.param_groups) do
    if last_epoch == -1 then
      group.initial_lr = group.initial_lr or number(group.lr)
    elseif not group.initial_lr then
      fail("%s: to go on from epoch %d, parameter group %d needs initial_lr", self:name(),
        last_epoch, i)
    end
    self.base_lrs[i] = number(group.initial_lr)
  end
  self:begin()
end

---Takes the optimiser; the first thing that a subclass does with it.
---@param optimizer optim.Optimizer
function LRScheduler:attach(optimizer)
  if type(optimizer) ~= "table" or type(optimizer.param_groups) ~= "table" then
    fail("%s: an optimiser is needed, got a %s", self:name(),
      tensor.is_tensor(optimizer) and "tensor" or type(optimizer))
  end
  self.optimizer = optimizer
end

-- The step that makes the first rates.
function LRScheduler:begin()
  self._step_count, self._is_initial = 0, true
  self:step()
  self._is_initial = false
end

---One value for each parameter group, from one for all or a list of them.
---@param value any
---@param what string the argument, for errors
---@return any[]
function LRScheduler:for_groups(value, what)
  local count, list = #self.optimizer.param_groups, {}
  local given = type(value) == "table" and not tensor.is_tensor(value) and value
  if given and #given ~= count then
    fail("%s: %s has %d values, the optimiser has %d parameter groups", self:name(), what, #given,
      count)
  end
  for i = 1, count do list[i] = given and given[i] or number(value) end
  return list
end

---The rates for last_epoch, one for each group; every subclass has its own.
---@return number[]
function LRScheduler:get_lr()
  fail("%s: it has no get_lr method", self:name())
end

---Goes on by one epoch, or to a given one, and sets the rates.
---@param epoch? integer
function LRScheduler:step(epoch)
  self._step_count = self._step_count + 1
  self:move(epoch)
end

-- Subclasses may have closed_form(), the rates for last_epoch without those before.
function LRScheduler:move(epoch)
  if epoch == nil then
    self.last_epoch = self.last_epoch + 1
    self:set(self:get_lr())
  else
    self.last_epoch = epoch
    self:set(self.closed_form and self:closed_form() or self:get_lr())
  end
end

---Gives the groups their rates; a rate that is a tensor is changed in place.
---@param rates number[]
function LRScheduler:set(rates)
  for i, group in ipairs(self.optimizer.param_groups) do
    if tensor.is_tensor(group.lr) then
      group.lr:detach():fill_(rates[i])
    else
      group.lr = rates[i]
    end
  end
  self._last_lr = self:rates()
end

---The rates of the groups as they are.
---@return number[]
function LRScheduler:rates()
  local list = {}
  for i, group in ipairs(self.optimizer.param_groups) do list[i] = number(group.lr) end
  return list
end

---@return number[] the rates that the last call of step set
function LRScheduler:get_last_lr() return {table.unpack(self._last_lr)} end

-- Data without functions and objects; nil where that is all there is.
local function plain(value)
  if type(value) ~= "table" then return type(value) ~= "function" and value or nil end
  if getmetatable(value) ~= nil or type(value[1]) == "function" then return nil end
  return copy(value)
end

---Everything but the optimiser and functions, as plain data.
---@return table
function LRScheduler:state_dict()
  local dict = {}
  for key, value in pairs(self) do
    if value == false then dict[key] = false else dict[key] = plain(value) end
  end
  return dict
end

---@param dict table as state_dict gives it
function LRScheduler:load_state_dict(dict)
  if type(dict) ~= "table" or dict.last_epoch == nil and dict._last_lr == nil then
    fail("%s: load_state_dict needs a table as state_dict gives it", self:name())
  end
  for key, value in pairs(dict) do
    if key ~= "optimizer" and type(self[key]) ~= "function" then self[key] = copy(value) end
  end
end

-- The rates computed from the groups one by one: f(lr, base_lr, group, i).
function LRScheduler:each(f)
  local rates = {}
  for i, group in ipairs(self.optimizer.param_groups) do
    local lr = number(group.lr)
    rates[i] = f(lr, self.base_lrs[i] or lr, group, i)
  end
  return rates
end

return LRScheduler
