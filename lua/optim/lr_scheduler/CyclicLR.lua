--- optim.lr_scheduler.CyclicLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"
local momentum = require "luma.optim.lr_scheduler.momentum"

---Moves the rates between base_lr and max_lr and back, step_size_up and step_size_down steps at a
---time (Smith 2017), and momentum the other way. mode "triangular2" halves the height each cycle,
---"exp_range" shrinks it by gamma each step; scale_fn, a function of the cycle (from 1 on) or with
---scale_mode "iterations" of the step, does what it likes. step is called after every batch.
---@class optim.lr_scheduler.CyclicLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, base_lr: number|number[], max_lr: number|number[],
---options?: {step_size_up: integer?, step_size_down: integer?, mode: string?, gamma: number?,
---scale_fn: function?, scale_mode: string?, cycle_momentum: boolean?, base_momentum: number?,
---max_momentum: number?, last_epoch: integer?}): optim.lr_scheduler.CyclicLR
local CyclicLR = class("CyclicLR", LRScheduler)

local parse = arguments("CyclicLR", {
  {"optimizer", "table"}, {"base_lr", "any"}, {"max_lr", "any"}, {"step_size_up", "number?", 2000},
  {"step_size_down", "number?"}, {"mode", "string?", "triangular"}, {"gamma", "number?", 1.0},
  {"scale_fn", "function?"}, {"scale_mode", "string?", "cycle"},
  {"cycle_momentum", "boolean?", true}, {"base_momentum", "any?", 0.8},
  {"max_momentum", "any?", 0.9}, {"last_epoch", "integer?", -1},
})

local modes = {
  triangular = {"cycle", function() return 1 end},
  triangular2 = {"cycle", function(x) return 1 / 2 ^ (x - 1) end},
  exp_range = {"iterations", function(x, gamma) return gamma ^ x end},
}

function CyclicLR:init(...)
  local optimizer, base_lr, max_lr, up, down, mode, gamma, scale_fn, scale_mode, cycle_momentum,
    base_momentum, max_momentum, last_epoch = parse(...)
  self:attach(optimizer)
  if not scale_fn and not modes[mode] then
    fail('CyclicLR: mode must be "triangular", "triangular2" or "exp_range", or scale_fn given, '
      .. "got %q", mode)
  end
  down = down or up
  if not (up > 0 and down >= 0) then
    fail("CyclicLR: step_size_up must be above 0 and step_size_down not below, got %s and %s", up,
      down)
  end
  local base_lrs = self:for_groups(base_lr, "base_lr")
  self.max_lrs = self:for_groups(max_lr, "max_lr")
  if last_epoch == -1 then self:set(base_lrs) end
  self.total_size = up + down
  self.step_ratio = up / self.total_size
  self.mode, self.gamma, self.scale_fn = mode, gamma, scale_fn
  self.scale_mode = scale_fn and scale_mode or modes[mode][1]
  self.cycle_momentum = cycle_momentum
  if cycle_momentum then
    self.use_beta1 = momentum.by_betas("CyclicLR", optimizer)
    self.base_momentums = self:for_groups(base_momentum, "base_momentum")
    self.max_momentums = self:for_groups(max_momentum, "max_momentum")
    if last_epoch == -1 then
      momentum.bound(optimizer, self.base_momentums, self.max_momentums, self.use_beta1)
    end
  end
  LRScheduler.init(self, optimizer, last_epoch)
  self.base_lrs = base_lrs
end

function CyclicLR:get_lr()
  local place = self.last_epoch / self.total_size
  local cycle = math.floor(1 + place)
  local x, ratio = 1 + place - cycle, self.step_ratio
  local height = x <= ratio and x / ratio or (x - 1) / (ratio - 1)
  local at = self.scale_mode == "cycle" and cycle or self.last_epoch
  local scale = (self.scale_fn or modes[self.mode][2])(at, self.gamma)
  if self.cycle_momentum then
    for i, group in ipairs(self.optimizer.param_groups) do
      local most = self.max_momentums[i]
      momentum.set(group, most - (most - self.base_momentums[i]) * height * scale, self.use_beta1)
    end
  end
  return self:each(function(_, base, _, i)
    return base + (self.max_lrs[i] - base) * height * scale
  end)
end

return CyclicLR
