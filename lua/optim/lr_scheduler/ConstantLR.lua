--- optim.lr_scheduler.ConstantLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---Multiplies the rates by factor for the first total_iters epochs.
---@class optim.lr_scheduler.ConstantLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, factor?: number, total_iters?: number,
---last_epoch?: integer): optim.lr_scheduler.ConstantLR
local ConstantLR = class("ConstantLR", LRScheduler)

local parse = arguments("ConstantLR", {
  {"optimizer", "table"}, {"factor", "probability?", 1 / 3}, {"total_iters", "number?", 5},
  {"last_epoch", "integer?", -1},
})

function ConstantLR:init(...)
  local optimizer, factor, total_iters, last_epoch = parse(...)
  if factor == 0 then
    fail("ConstantLR: factor must be above 0 (the rates come back by a division by it), got 0")
  end
  self.factor, self.total_iters = factor, total_iters
  LRScheduler.init(self, optimizer, last_epoch)
end

function ConstantLR:get_lr()
  local epoch, factor = self.last_epoch, 1
  if epoch == 0 then
    factor = self.factor
  elseif epoch == self.total_iters then
    factor = 1 / self.factor
  end
  return self:each(function(lr) return lr * factor end)
end

function ConstantLR:closed_form()
  local over = self.last_epoch >= self.total_iters and 1 or 0
  return self:each(function(_, base) return base * (self.factor + over * (1 - self.factor)) end)
end

return ConstantLR
