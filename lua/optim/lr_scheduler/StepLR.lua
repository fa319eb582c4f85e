--- optim.lr_scheduler.StepLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---Multiplies the rates by gamma every step_size epochs.
---@class optim.lr_scheduler.StepLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, step_size: number, gamma?: number,
---last_epoch?: integer): optim.lr_scheduler.StepLR
local StepLR = class("StepLR", LRScheduler)

local parse = arguments("StepLR", {
  {"optimizer", "table"}, {"step_size", "number"}, {"gamma", "number?", 0.1},
  {"last_epoch", "integer?", -1},
})

function StepLR:init(...)
  local optimizer, step_size, gamma, last_epoch = parse(...)
  if step_size <= 0 or step_size ~= step_size then
    fail("StepLR: step_size must be above 0, got %s", step_size)
  end
  self.step_size, self.gamma = step_size, gamma
  LRScheduler.init(self, optimizer, last_epoch)
end

function StepLR:get_lr()
  local now = self.last_epoch ~= 0 and self.last_epoch % self.step_size == 0
  return self:each(function(lr) return now and lr * self.gamma or lr end)
end

function StepLR:closed_form()
  local times = self.last_epoch // self.step_size
  return self:each(function(_, base) return base * self.gamma ^ times end)
end

return StepLR
