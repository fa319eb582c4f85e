--- optim.lr_scheduler.ExponentialLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---Multiplies the rates by gamma every epoch.
---@class optim.lr_scheduler.ExponentialLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, gamma: number,
---last_epoch?: integer): optim.lr_scheduler.ExponentialLR
local ExponentialLR = class("ExponentialLR", LRScheduler)

local parse = arguments("ExponentialLR", {
  {"optimizer", "table"}, {"gamma", "number"}, {"last_epoch", "integer?", -1},
})

function ExponentialLR:init(...)
  local optimizer, gamma, last_epoch = parse(...)
  self.gamma = gamma
  LRScheduler.init(self, optimizer, last_epoch)
end

function ExponentialLR:get_lr()
  if self._is_initial then return self:rates() end
  return self:each(function(lr) return lr * self.gamma end)
end

function ExponentialLR:closed_form()
  return self:each(function(_, base) return base * self.gamma ^ self.last_epoch end)
end

return ExponentialLR
