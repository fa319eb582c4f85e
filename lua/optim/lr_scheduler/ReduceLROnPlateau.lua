--- optim.lr_scheduler.ReduceLROnPlateau.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"
local tensor = require "luma.tensor"

---Multiplies the rates by factor, down to min_lr, when the number that step is given has not become
---better for more than patience epochs. mode says whether lower ("min") or higher ("max") is
---better; better means by more than threshold, relative ("rel") or absolute ("abs"). For cooldown
---epochs after a reduction none is counted as bad. Changes below eps are left out.
---@class optim.lr_scheduler.ReduceLROnPlateau : optim.lr_scheduler.LRScheduler
---@field best number
---@field num_bad_epochs integer
---@overload fun(optimizer: optim.Optimizer, mode?: string, factor?: number, options?: {
---patience: integer?, threshold: number?, threshold_mode: string?, cooldown: integer?,
---min_lr: number|number[]?, eps: number?}): optim.lr_scheduler.ReduceLROnPlateau
local ReduceLROnPlateau = class("ReduceLROnPlateau", LRScheduler)

local parse = arguments("ReduceLROnPlateau", {
  {"optimizer", "table"}, {"mode", "string?", "min"}, {"factor", "number?", 0.1},
  {"patience", "integer?", 10}, {"threshold", "number?", 1e-4},
  {"threshold_mode", "string?", "rel"}, {"cooldown", "integer?", 0}, {"min_lr", "any?", 0},
  {"eps", "number?", 1e-8},
})

function ReduceLROnPlateau:init(...)
  local optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps =
    parse(...)
  self:attach(optimizer)
  if mode ~= "min" and mode ~= "max" then
    fail('ReduceLROnPlateau: mode must be "min" or "max", got %q', mode)
  elseif threshold_mode ~= "rel" and threshold_mode ~= "abs" then
    fail('ReduceLROnPlateau: threshold_mode must be "rel" or "abs", got %q', threshold_mode)
  elseif factor >= 1 or factor ~= factor then
    fail("ReduceLROnPlateau: factor must be below 1, got %s", factor)
  end
  self.mode, self.factor, self.patience, self.eps = mode, factor, patience, eps
  self.threshold, self.threshold_mode, self.cooldown = threshold, threshold_mode, cooldown
  self.min_lrs = self:for_groups(min_lr, "min_lr")
  if type(min_lr) == "number" then self.default_min_lr = min_lr end
  self.base_lrs, self.last_epoch, self._last_lr = {}, 0, self:rates()
  self.mode_worse = mode == "min" and math.huge or -math.huge
  self.best = self.mode_worse
  self.cooldown_counter, self.num_bad_epochs = 0, 0
end

-- Is a better than the best by more than the threshold?
local function better(self, a)
  local best, threshold = self.best, self.threshold
  if self.mode == "min" then
    return a < (self.threshold_mode == "rel" and best * (1 - threshold) or best - threshold)
  end
  return a > (self.threshold_mode == "rel" and best * (1 + threshold) or best + threshold)
end

local function reduced(self)
  return self:each(function(lr, _, _, i)
    local least = self.min_lrs[i] or self.default_min_lr
    if not least then
      fail("ReduceLROnPlateau: min_lrs has no entry for parameter group %d, which came later", i)
    end
    local low = math.max(lr * self.factor, least)
    return lr - low > self.eps and low or lr
  end)
end

---Ends an epoch.
---@param metrics number|Tensor what is watched
---@param epoch? integer
function ReduceLROnPlateau:step(metrics, epoch)
  local current = tensor.is_tensor(metrics) and metrics:item() or metrics
  if type(current) ~= "number" then
    fail("ReduceLROnPlateau: step needs the number that is watched, got a %s", type(metrics))
  end
  self.last_epoch = epoch or self.last_epoch + 1
  if better(self, current) then
    self.best, self.num_bad_epochs = current, 0
  else
    self.num_bad_epochs = self.num_bad_epochs + 1
  end
  if self.cooldown_counter > 0 then
    self.cooldown_counter, self.num_bad_epochs = self.cooldown_counter - 1, 0
  end
  if self.num_bad_epochs > self.patience then
    self:set(reduced(self))
    self.cooldown_counter, self.num_bad_epochs = self.cooldown, 0
  end
  self._last_lr = self:rates()
end

return ReduceLROnPlateau
