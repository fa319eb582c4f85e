--- optim.lr_scheduler.CosineAnnealingLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

local cos, pi = math.cos, math.pi

---Takes the rates down to eta_min along half a cosine over T_max epochs, and up again after it
---(Loshchilov and Hutter 2017, equation 5, without restarts).
---@class optim.lr_scheduler.CosineAnnealingLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, T_max: number, eta_min?: number,
---last_epoch?: integer): optim.lr_scheduler.CosineAnnealingLR
local CosineAnnealingLR = class("CosineAnnealingLR", LRScheduler)

local parse = arguments("CosineAnnealingLR", {
  {"optimizer", "table"}, {"T_max", "number"}, {"eta_min", "number?", 0},
  {"last_epoch", "integer?", -1},
})

function CosineAnnealingLR:init(...)
  local optimizer, T_max, eta_min, last_epoch = parse(...)
  if T_max <= 0 or T_max ~= T_max then
    fail("CosineAnnealingLR: T_max must be above 0, got %s", T_max)
  end
  self.T_max, self.eta_min = T_max, eta_min
  LRScheduler.init(self, optimizer, last_epoch)
end

-- The quotient of two neighbours of the closed form gives the recursion.
function CosineAnnealingLR:get_lr()
  local epoch, T_max, eta_min = self.last_epoch, self.T_max, self.eta_min
  if self._is_initial then
    return self:rates()
  elseif self._step_count == 1 and epoch > 0 then
    return self:closed_form()
  elseif (epoch - 1 - T_max) % (2 * T_max) == 0 then -- the one before was eta_min: no quotient
    local part = 1 - cos(pi / T_max)
    return self:each(function(lr, base) return lr + (base - eta_min) * part / 2 end)
  end
  local quotient = (1 + cos(pi * epoch / T_max)) / (1 + cos(pi * (epoch - 1) / T_max))
  return self:each(function(lr) return quotient * (lr - eta_min) + eta_min end)
end

function CosineAnnealingLR:closed_form()
  local eta_min, part = self.eta_min, 1 + cos(pi * self.last_epoch / self.T_max)
  return self:each(function(_, base) return eta_min + (base - eta_min) * part / 2 end)
end

return CosineAnnealingLR
