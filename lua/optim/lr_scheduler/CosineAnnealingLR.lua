--- optim.lr_scheduler.CosineAnnealingLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---Takes the rates down to eta_min along half a cosine over T_max epochs, and up again after it
---(Loshchilov and Hutter 2017, equation 5, without restarts).
---@class optim.lr_scheduler.CosineAnnealingLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, T_max: integer, eta_min?: number,
---last_epoch?: integer): optim.lr_scheduler.CosineAnnealingLR
local CosineAnnealingLR = class("CosineAnnealingLR", LRScheduler)

local parse = arguments("CosineAnnealingLR", {
  {"optimizer", "table"}, {"T_max", "size"}, {"eta_min", "number?", 0},
  {"last_epoch", "integer?", -1},
})

function CosineAnnealingLR:init(...)
  local optimizer, T_max, eta_min, last_epoch = parse(...)
  if T_max < 1 then fail("CosineAnnealingLR: T_max must be 1 or more, got %d", T_max) end
  self.T_max, self.eta_min = T_max, eta_min
  LRScheduler.init(self, optimizer, last_epoch)
end

-- The closed form at epoch e is eta_min + (base - eta_min) (1 + cos(pi e / T_max)) / 2; the
-- quotient of two neighbours gives the recursion.
function CosineAnnealingLR:get_lr()
  local epoch, T_max, eta_min = self.last_epoch, self.T_max, self.eta_min
  local cos, pi = math.cos, math.pi
  return self:each(function(lr, base)
    if epoch == 0 then return lr end
    if self.step_count == 1 then
      return eta_min + (base - eta_min) * (1 + cos(epoch * pi / T_max)) / 2
    elseif (epoch - 1 - T_max) % (2 * T_max) == 0 then -- the one before was eta_min: no quotient
      return lr + (base - eta_min) * (1 - cos(pi / T_max)) / 2
    end
    return (1 + cos(pi * epoch / T_max)) / (1 + cos(pi * (epoch - 1) / T_max)) * (lr - eta_min)
      + eta_min
  end)
end

return CosineAnnealingLR
