--- optim.lr_scheduler.WarmupCosineLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---The usual schedule of language models: in a line from start_factor times the rates to the rates
---during num_warmup_steps steps (Goyal et al. 2017), then along num_cycles cosines (half a one:
---down) to min_lr_rate times the rates at step num_training_steps, where they stay (Loshchilov and
---Hutter 2017).
---@class optim.lr_scheduler.WarmupCosineLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, num_warmup_steps: integer, num_training_steps: integer,
---num_cycles?: number, min_lr_rate?: number, start_factor?: number, last_epoch?: integer):
---optim.lr_scheduler.WarmupCosineLR
local WarmupCosineLR = class("WarmupCosineLR", LRScheduler)

local parse = arguments("WarmupCosineLR", {
  {"optimizer", "table"}, {"num_warmup_steps", "size"}, {"num_training_steps", "size"},
  {"num_cycles", "number?", 0.5}, {"min_lr_rate", "probability?", 0},
  {"start_factor", "probability?", 0}, {"last_epoch", "integer?", -1},
})

function WarmupCosineLR:init(...)
  local optimizer, warmup, total, cycles, least, start, last_epoch = parse(...)
  if total < warmup then
    fail("WarmupCosineLR: num_training_steps must be num_warmup_steps (%d) or more, got %d", warmup,
      total)
  end
  self.num_warmup_steps, self.num_training_steps, self.num_cycles = warmup, total, cycles
  self.min_lr_rate, self.start_factor = least, start
  LRScheduler.init(self, optimizer, last_epoch)
end

function WarmupCosineLR:closed_form()
  local step, warmup, total = self.last_epoch, self.num_warmup_steps, self.num_training_steps
  local factor
  if step < warmup then
    factor = self.start_factor + (1 - self.start_factor) * step / warmup
  else
    local part = math.min(1, (step - warmup) / math.max(1, total - warmup))
    factor = 0.5 * (1 + math.cos(math.pi * self.num_cycles * 2 * part))
    factor = self.min_lr_rate + (1 - self.min_lr_rate) * factor
  end
  return self:each(function(_, base) return base * factor end)
end

WarmupCosineLR.get_lr = WarmupCosineLR.closed_form

return WarmupCosineLR
