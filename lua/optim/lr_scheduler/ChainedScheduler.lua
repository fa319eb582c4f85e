--- optim.lr_scheduler.ChainedScheduler.

local arguments = require "luma.arguments"
local class = require "luma.class"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"
local several = require "luma.optim.lr_scheduler.several"

---Several schedules that each act on the rates at every step, one after the other.
---@class optim.lr_scheduler.ChainedScheduler : optim.lr_scheduler.LRScheduler
---@overload fun(schedulers: optim.lr_scheduler.LRScheduler[],
---optimizer?: optim.Optimizer): optim.lr_scheduler.ChainedScheduler
local ChainedScheduler = class("ChainedScheduler", LRScheduler)

local parse = arguments("ChainedScheduler", {{"schedulers", "table"}, {"optimizer", "table?"}})

function ChainedScheduler:init(...)
  local schedulers, optimizer = parse(...)
  self.optimizer = several.check("ChainedScheduler", schedulers, optimizer)
  self._schedulers = schedulers
  self._last_lr = self:rates()
end

function ChainedScheduler:step()
  for _, scheduler in ipairs(self._schedulers) do scheduler:step() end
  self._last_lr = self:rates()
end

ChainedScheduler.state_dict = several.state_dict
ChainedScheduler.load_state_dict = several.load_state_dict

return ChainedScheduler
