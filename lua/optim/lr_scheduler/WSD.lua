--- optim.lr_scheduler.WSD.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---Warm-up, stable, decay (Hu et al. 2024, MiniCPM): in a line from 0 to the rates during
---num_warmup_steps steps, the rates themselves during num_stable_steps, then down to min_lr_ratio
---times the rates during num_decay_steps, where they stay. decay_type is "linear", "cosine" or
---"1-sqrt" (Hägele et al. 2024).
---@class optim.lr_scheduler.WSD : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, num_warmup_steps: integer, num_stable_steps: integer,
---num_decay_steps: integer, decay_type?: string, min_lr_ratio?: number, last_epoch?: integer):
---optim.lr_scheduler.WSD
local WSD = class("WSD", LRScheduler)

local parse = arguments("WSD", {
  {"optimizer", "table"}, {"num_warmup_steps", "size"}, {"num_stable_steps", "size"},
  {"num_decay_steps", "size"}, {"decay_type", "string?", "linear"},
  {"min_lr_ratio", "probability?", 0}, {"last_epoch", "integer?", -1},
})

-- What is left of the rate after a part of the decay.
local decays = {
  linear = function(part) return 1 - part end,
  cosine = function(part) return 0.5 * (1 + math.cos(math.pi * part)) end,
  ["1-sqrt"] = function(part) return 1 - math.sqrt(part) end,
}

function WSD:init(...)
  local optimizer, warmup, stable, decay, decay_type, least, last_epoch = parse(...)
  if not decays[decay_type] then
    fail('WSD: decay_type must be "linear", "cosine" or "1-sqrt", got %q', decay_type)
  end
  self.num_warmup_steps, self.num_stable_steps, self.num_decay_steps = warmup, stable, decay
  self.decay_type, self.min_lr_ratio = decay_type, least
  LRScheduler.init(self, optimizer, last_epoch)
end

function WSD:closed_form()
  local step, warmup = self.last_epoch, self.num_warmup_steps
  local factor, over = 1, step - warmup - self.num_stable_steps
  if step < warmup then
    factor = step / warmup
  elseif over >= 0 then
    local part = math.min(1, over / math.max(1, self.num_decay_steps))
    factor = self.min_lr_ratio + (1 - self.min_lr_ratio) * decays[self.decay_type](part)
  end
  return self:each(function(_, base) return base * factor end)
end

WSD.get_lr = WSD.closed_form

return WSD
