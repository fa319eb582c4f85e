--- optim.lr_scheduler.SWALR, in PyTorch optim.swa_utils.SWALR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---Takes the rates from what they are to swa_lr, over anneal_epochs epochs along a cosine ("cos") or
---in a line ("linear"), and keeps them there: for stochastic weight averaging (Izmailov et al.
---2018).
---@class optim.lr_scheduler.SWALR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, swa_lr: number|number[], anneal_epochs?: integer,
---anneal_strategy?: string, last_epoch?: integer): optim.lr_scheduler.SWALR
local SWALR = class("SWALR", LRScheduler)

local parse = arguments("SWALR", {
  {"optimizer", "table"}, {"swa_lr", "any"}, {"anneal_epochs", "size?", 10},
  {"anneal_strategy", "string?", "cos"}, {"last_epoch", "integer?", -1},
})

local anneal = {
  cos = function(t) return (1 - math.cos(math.pi * t)) / 2 end,
  linear = function(t) return t end,
}

function SWALR:init(...)
  local optimizer, swa_lr, anneal_epochs, strategy, last_epoch = parse(...)
  self:attach(optimizer)
  if not anneal[strategy] then
    fail('SWALR: anneal_strategy must be "cos" or "linear", got %q', strategy)
  end
  for i, lr in ipairs(self:for_groups(swa_lr, "swa_lr")) do
    optimizer.param_groups[i].swa_lr = lr
  end
  self._anneal_strategy, self.anneal_epochs = strategy, anneal_epochs
  LRScheduler.init(self, optimizer, last_epoch)
end

-- The rates that the annealing started from follow from those of the step before.
function SWALR:get_lr()
  local step, curve = self._step_count - 1, anneal[self._anneal_strategy]
  if self.anneal_epochs == 0 then step = math.max(1, step) end
  local function part(at)
    return curve(math.max(0, math.min(1, at / math.max(1, self.anneal_epochs))))
  end
  local before, now = part(step - 1), part(step)
  return self:each(function(lr, _, group)
    local start = before == 1 and group.swa_lr or (lr - before * group.swa_lr) / (1 - before)
    return group.swa_lr * now + start * (1 - now)
  end)
end

return SWALR
