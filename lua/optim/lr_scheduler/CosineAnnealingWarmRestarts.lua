--- optim.lr_scheduler.CosineAnnealingWarmRestarts.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---Takes the rates down to eta_min along half a cosine and starts anew: the first time after T_0
---epochs, then each time after T_mult times as many (Loshchilov and Hutter 2017). step takes a
---fraction of an epoch, too.
---@class optim.lr_scheduler.CosineAnnealingWarmRestarts : optim.lr_scheduler.LRScheduler
---@field T_cur number epochs since the last start
---@field T_i integer epochs until the next one
---@overload fun(optimizer: optim.Optimizer, T_0: integer, T_mult?: integer, eta_min?: number,
---last_epoch?: integer): optim.lr_scheduler.CosineAnnealingWarmRestarts
local CosineAnnealingWarmRestarts = class("CosineAnnealingWarmRestarts", LRScheduler)

local parse = arguments("CosineAnnealingWarmRestarts", {
  {"optimizer", "table"}, {"T_0", "integer"}, {"T_mult", "integer?", 1}, {"eta_min", "number?", 0},
  {"last_epoch", "integer?", -1},
})

function CosineAnnealingWarmRestarts:init(...)
  local optimizer, T_0, T_mult, eta_min, last_epoch = parse(...)
  if T_0 < 1 or T_mult < 1 then
    fail("CosineAnnealingWarmRestarts: T_0 and T_mult must be 1 or more, got %d and %d", T_0,
      T_mult)
  end
  self.T_0, self.T_i, self.T_mult, self.eta_min, self.T_cur = T_0, T_0, T_mult, eta_min, last_epoch
  LRScheduler.init(self, optimizer, last_epoch)
end

function CosineAnnealingWarmRestarts:get_lr()
  local eta_min, part = self.eta_min, 1 + math.cos(math.pi * self.T_cur / self.T_i)
  return self:each(function(_, base) return eta_min + (base - eta_min) * part / 2 end)
end

-- Where an epoch lies between two starts.
local function place(self, epoch)
  local T_0, T_mult = self.T_0, self.T_mult
  if epoch < T_0 then
    self.T_i, self.T_cur = T_0, epoch
  elseif T_mult == 1 then
    self.T_cur = epoch % T_0
  else
    -- The starts lie at T_0 (T_mult^n - 1) / (T_mult - 1).
    local n = math.floor(math.log(epoch / T_0 * (T_mult - 1) + 1) / math.log(T_mult))
    self.T_cur = epoch - T_0 * (T_mult ^ n - 1) / (T_mult - 1)
    self.T_i = T_0 * T_mult ^ n
  end
end

---Goes on by one epoch, or to a given one, and sets the rates.
---@param epoch? number
function CosineAnnealingWarmRestarts:step(epoch)
  if epoch == nil and self.last_epoch < 0 then epoch = 0 end
  if epoch == nil then
    epoch = self.last_epoch + 1
    self.T_cur = self.T_cur + 1
    if self.T_cur >= self.T_i then
      self.T_cur = self.T_cur % self.T_i
      self.T_i = self.T_i * self.T_mult
    end
  elseif type(epoch) ~= "number" or epoch < 0 then
    fail("CosineAnnealingWarmRestarts: step takes an epoch from 0 on, got %s", tostring(epoch))
  else
    place(self, epoch)
  end
  self.last_epoch = math.floor(epoch)
  self:set(self:get_lr())
end

return CosineAnnealingWarmRestarts
