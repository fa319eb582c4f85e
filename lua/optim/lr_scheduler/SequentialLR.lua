--- optim.lr_scheduler.SequentialLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"
local several = require "luma.optim.lr_scheduler.several"

---Schedules one after the other: the next one begins, at its epoch 0, at each of the epochs in
---milestones.
---@class optim.lr_scheduler.SequentialLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, schedulers: optim.lr_scheduler.LRScheduler[],
---milestones: integer[], last_epoch?: integer): optim.lr_scheduler.SequentialLR
local SequentialLR = class("SequentialLR", LRScheduler)

local parse = arguments("SequentialLR", {
  {"optimizer", "table"}, {"schedulers", "table"}, {"milestones", "integers"},
  {"last_epoch", "integer?", -1},
})

-- Takes back the step that each schedule made when it began.
local function undo(scheduler)
  if scheduler._schedulers then
    for _, inner in ipairs(scheduler._schedulers) do undo(inner) end
  elseif scheduler.last_epoch then
    scheduler.last_epoch = scheduler.last_epoch - 1
  end
end

function SequentialLR:init(...)
  local optimizer, schedulers, milestones, last_epoch = parse(...)
  self:attach(optimizer)
  several.check("SequentialLR", schedulers, optimizer)
  if #milestones ~= #schedulers - 1 then
    fail("SequentialLR: %d schedules need %d milestones, got %d", #schedulers, #schedulers - 1,
      #milestones)
  end
  self._schedulers, self._milestones = schedulers, milestones
  self.last_epoch = last_epoch + 1
  local rates = {}
  for i, group in ipairs(optimizer.param_groups) do rates[i] = group.initial_lr end
  self:set(rates)
  undo(self)
  local first = schedulers[self:number(0)]
  first:begin()
  self._last_lr = first:get_last_lr()
end

-- Which schedule an epoch belongs to, by halving, as PyTorch searches: milestones out of order lead
-- to the same one.
function SequentialLR:number(epoch)
  local low, high = 1, #self._milestones + 1
  while low < high do
    local middle = (low + high) // 2
    if epoch < self._milestones[middle] then high = middle else low = middle + 1 end
  end
  return low
end

function SequentialLR:step()
  self.last_epoch = self.last_epoch + 1
  local n = self:number(self.last_epoch)
  local scheduler = self._schedulers[n]
  if n > 1 and self._milestones[n - 1] == self.last_epoch then
    scheduler:move(0)
  else
    scheduler:step()
  end
  self._last_lr = scheduler:get_last_lr()
end

SequentialLR.state_dict, SequentialLR.load_state_dict = several.state_dict, several.load_state_dict

return SequentialLR
