--- The momentum of optimisers for schedules that move it against the rate: `momentum`, or the first
--- of `betas`.

local fail = require "luma.fail"

local momentum = {}

---Does the optimiser have betas? Fails when it has no momentum either.
---@param name string the schedule, for errors
---@param optimizer optim.Optimizer
---@return boolean
function momentum.by_betas(name, optimizer)
  local defaults = optimizer.defaults or {}
  if defaults.momentum == nil and defaults.betas == nil then
    fail("%s: the optimiser has neither momentum nor betas; with cycle_momentum = false it needs "
      .. "none", name)
  end
  return defaults.betas ~= nil
end

---@param group table
---@param value number
---@param by_betas boolean
function momentum.set(group, value, by_betas)
  if by_betas then
    group.betas = {value, table.unpack(group.betas, 2)}
  else
    group.momentum = value
  end
end

---Writes the bounds of the momentum into the groups, which start at the upper one.
function momentum.bound(optimizer, base, most, by_betas)
  for i, group in ipairs(optimizer.param_groups) do
    momentum.set(group, most[i], by_betas)
    group.max_momentum, group.base_momentum = most[i], base[i]
  end
end

return momentum
