--- optim.lr_scheduler.LinearLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---Multiplies the rates by a factor that goes in a line from start_factor to end_factor over
---total_iters epochs.
---@class optim.lr_scheduler.LinearLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, start_factor?: number, end_factor?: number,
---total_iters?: number, last_epoch?: integer): optim.lr_scheduler.LinearLR
local LinearLR = class("LinearLR", LRScheduler)

local parse = arguments("LinearLR", {
  {"optimizer", "table"}, {"start_factor", "probability?", 1 / 3},
  {"end_factor", "probability?", 1.0}, {"total_iters", "number?", 5},
  {"last_epoch", "integer?", -1},
})

function LinearLR:init(...)
  local optimizer, start_factor, end_factor, total_iters, last_epoch = parse(...)
  if start_factor == 0 then
    fail("LinearLR: start_factor must be above 0 (the next rate is computed from it), got 0")
  end
  self.start_factor, self.end_factor, self.total_iters = start_factor, end_factor, total_iters
  LRScheduler.init(self, optimizer, last_epoch)
end

function LinearLR:get_lr()
  local epoch, total, first = self.last_epoch, self.total_iters, self.start_factor
  if epoch == 0 then return self:each(function(lr) return lr * first end) end
  if self._is_initial or epoch > total then return self:rates() end
  local slope = self.end_factor - first
  local factor = 1 + slope / (total * first + (epoch - 1) * slope)
  return self:each(function(lr) return lr * factor end)
end

function LinearLR:closed_form()
  local total, first = self.total_iters, self.start_factor
  return self:each(function(_, base)
    return base * (first + (self.end_factor - first) * math.min(total, self.last_epoch) / total)
  end)
end

return LinearLR
