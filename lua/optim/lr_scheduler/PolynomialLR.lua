--- optim.lr_scheduler.PolynomialLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---Multiplies the rates by (1 - epoch / total_iters)^power, down to 0 at epoch total_iters.
---@class optim.lr_scheduler.PolynomialLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, total_iters?: number, power?: number,
---last_epoch?: integer): optim.lr_scheduler.PolynomialLR
local PolynomialLR = class("PolynomialLR", LRScheduler)

local parse = arguments("PolynomialLR", {
  {"optimizer", "table"}, {"total_iters", "number?", 5}, {"power", "number?", 1.0},
  {"last_epoch", "integer?", -1},
})

function PolynomialLR:init(...)
  local optimizer, total_iters, power, last_epoch = parse(...)
  self.total_iters, self.power = total_iters, power
  LRScheduler.init(self, optimizer, last_epoch)
end

function PolynomialLR:get_lr()
  local epoch, total = self.last_epoch, self.total_iters
  if self._is_initial or epoch > total then return self:rates() end
  local factor = ((1 - epoch / total) / (1 - (epoch - 1) / total)) ^ self.power
  return self:each(function(lr) return lr * factor end)
end

function PolynomialLR:closed_form()
  local left = 1 - math.min(self.total_iters, self.last_epoch) / self.total_iters
  return self:each(function(_, base) return base * left ^ self.power end)
end

return PolynomialLR
