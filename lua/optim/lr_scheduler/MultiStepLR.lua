--- optim.lr_scheduler.MultiStepLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---Multiplies the rates by gamma at each of the epochs in milestones; one that is there twice counts
---twice.
---@class optim.lr_scheduler.MultiStepLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, milestones: integer[], gamma?: number,
---last_epoch?: integer): optim.lr_scheduler.MultiStepLR
local MultiStepLR = class("MultiStepLR", LRScheduler)

local parse = arguments("MultiStepLR", {
  {"optimizer", "table"}, {"milestones", "integers"}, {"gamma", "number?", 0.1},
  {"last_epoch", "integer?", -1},
})

function MultiStepLR:init(...)
  local optimizer, milestones, gamma, last_epoch = parse(...)
  self.milestones, self.gamma = milestones, gamma
  LRScheduler.init(self, optimizer, last_epoch)
end

-- How many milestones fit.
local function count(milestones, fits)
  local n = 0
  for _, milestone in ipairs(milestones) do
    if fits(milestone) then n = n + 1 end
  end
  return n
end

function MultiStepLR:get_lr()
  local n = count(self.milestones, function(m) return m == self.last_epoch end)
  return self:each(function(lr) return n > 0 and lr * self.gamma ^ n or lr end)
end

function MultiStepLR:closed_form()
  local n = count(self.milestones, function(m) return m <= self.last_epoch end)
  return self:each(function(_, base) return base * self.gamma ^ n end)
end

return MultiStepLR
