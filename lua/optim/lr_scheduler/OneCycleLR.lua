--- optim.lr_scheduler.OneCycleLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"
local momentum = require "luma.optim.lr_scheduler.momentum"

---One cycle (Smith and Topin 2018): the rates go from max_lr / div_factor up to max_lr during the
---part pct_start of all steps, then down to that of the start / final_div_factor, along a cosine or
---in a line; momentum goes the other way. three_phase comes back to the start before the last
---descent. The number of steps is total_steps, or epochs * steps_per_epoch; step is called after
---every batch.
---@class optim.lr_scheduler.OneCycleLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, max_lr: number|number[], total_steps?: integer,
---options?: {epochs: integer?, steps_per_epoch: integer?, pct_start: number?,
---anneal_strategy: string?, cycle_momentum: boolean?, base_momentum: number|number[]?,
---max_momentum: number|number[]?, div_factor: number?, final_div_factor: number?,
---three_phase: boolean?, last_epoch: integer?}): optim.lr_scheduler.OneCycleLR
local OneCycleLR = class("OneCycleLR", LRScheduler)

local parse = arguments("OneCycleLR", {
  {"optimizer", "table"}, {"max_lr", "any"}, {"total_steps", "integer?"}, {"epochs", "integer?"},
  {"steps_per_epoch", "integer?"}, {"pct_start", "probability?", 0.3},
  {"anneal_strategy", "string?", "cos"}, {"cycle_momentum", "boolean?", true},
  {"base_momentum", "any?", 0.85}, {"max_momentum", "any?", 0.95}, {"div_factor", "number?", 25},
  {"final_div_factor", "number?", 1e4}, {"three_phase", "boolean?", false},
  {"last_epoch", "integer?", -1},
})

local anneal = {
  cos = function(from, to, part) return to + (from - to) / 2 * (math.cos(math.pi * part) + 1) end,
  linear = function(from, to, part) return (to - from) * part + from end,
}

local function number_of_steps(total, epochs, per_epoch)
  if not total and not (epochs and per_epoch) then
    fail("OneCycleLR: total_steps is needed, or both epochs and steps_per_epoch")
  end
  local steps = total or epochs * per_epoch
  if steps < 1 or not total and (epochs < 1 or per_epoch < 1) then
    fail("OneCycleLR: the numbers of steps must be 1 or more, got %d", steps)
  end
  return steps
end

-- The phases: where each ends, and the names of the rates and momenta between which it goes.
local function phases_of(total, pct_start, three)
  local up = {end_step = pct_start * total - 1, "initial_lr", "max_lr", "max_momentum",
    "base_momentum"}
  if not three then
    return {up, {end_step = total - 1, "max_lr", "min_lr", "base_momentum", "max_momentum"}}
  end
  return {
    up,
    {end_step = 2 * pct_start * total - 2, "max_lr", "initial_lr", "base_momentum", "max_momentum"},
    {end_step = total - 1, "initial_lr", "min_lr", "max_momentum", "max_momentum"},
  }
end

function OneCycleLR:init(...)
  local optimizer, max_lr, total, epochs, per_epoch, pct_start, strategy, cycle_momentum,
    base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch = parse(...)
  self:attach(optimizer)
  if not anneal[strategy] then
    fail('OneCycleLR: anneal_strategy must be "cos" or "linear", got %q', strategy)
  end
  self.total_steps = number_of_steps(total, epochs, per_epoch)
  self._anneal_func_type, self.cycle_momentum = strategy, cycle_momentum
  self._schedule_phases = phases_of(self.total_steps, pct_start, three_phase)
  local most = self:for_groups(max_lr, "max_lr")
  if last_epoch == -1 then
    for i, group in ipairs(optimizer.param_groups) do
      group.initial_lr, group.max_lr = most[i] / div_factor, most[i]
      group.min_lr = group.initial_lr / final_div_factor
    end
  end
  if cycle_momentum then
    self.use_beta1 = momentum.by_betas("OneCycleLR", optimizer)
    local base = self:for_groups(base_momentum, "base_momentum")
    local high = self:for_groups(max_momentum, "max_momentum")
    if last_epoch == -1 then momentum.bound(optimizer, base, high, self.use_beta1) end
  end
  LRScheduler.init(self, optimizer, last_epoch)
end

function OneCycleLR:get_lr()
  local step, phases = self.last_epoch, self._schedule_phases
  local between = anneal[self._anneal_func_type]
  if step > self.total_steps then
    fail("OneCycleLR: step %d is past the last one, the cycle has %d", step, self.total_steps)
  end
  local number, start = 1, 0
  while step > phases[number].end_step and number < #phases do
    start, number = phases[number].end_step, number + 1
  end
  local phase = phases[number]
  local part = (step - start) / (phase.end_step - start)
  return self:each(function(_, _, group)
    if self.cycle_momentum then
      momentum.set(group, between(group[phase[3]], group[phase[4]], part), self.use_beta1)
    end
    return between(group[phase[1]], group[phase[2]], part)
  end)
end

return OneCycleLR
