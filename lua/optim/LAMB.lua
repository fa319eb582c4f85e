--- optim.LAMB.

local class = require "luma.optim.class"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local tensor = require "luma.tensor"

local zeros_like = tensor.zeros_like

---Adam for large batches (You et al. 2020, algorithm 2): the update u = m / (sqrt(v) + eps) +
---weight_decay * p of each parameter is scaled by |p| / |u| (by 1 where either is 0), so that its
---size goes with that of the parameter. clamp_value limits |p|; bias_correction = false leaves the
---correction of m and v out.
---@class optim.LAMB : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, betas: number[]?,
---eps: number?, weight_decay: number?, bias_correction: boolean?, clamp_value: number?,
---maximize: boolean?}): optim.LAMB
local LAMB = class("LAMB")

local described = options("optim.LAMB", {
  {"lr", "rate?", 1e-3}, {"betas", "betas?", {0.9, 0.999}}, {"eps", "nonnegative?", 1e-6},
  {"weight_decay", "nonnegative?", 0}, {"bias_correction", "boolean?", true},
  {"clamp_value", "nonnegative?"}, {"maximize", "boolean?", false}, "foreach",
})

function LAMB:init(...) self:start(described, ...) end

local function first(parameter)
  return {step = 0, exp_avg = zeros_like(parameter), exp_avg_sq = zeros_like(parameter)}
end

function LAMB:update(group)
  local lr, beta1, beta2 = number(group.lr), number(group.betas[1]), number(group.betas[2])
  local decay = group.weight_decay
  for _, parameter in ipairs(group.params) do
    local grad = parameter.grad
    if grad then
      if group.maximize then grad = -grad end
      local state = self:remembered(parameter, first)
      state.step = state.step + 1
      state.exp_avg:lerp_(grad, 1 - beta1)
      state.exp_avg_sq:mul_(beta2):addcmul_(grad, grad, {value = 1 - beta2})
      local mean, root = state.exp_avg, state.exp_avg_sq:sqrt()
      if group.bias_correction then
        mean = mean / (1 - beta1 ^ state.step)
        root:div_(math.sqrt(1 - beta2 ^ state.step))
      end
      local update = mean / root:add_(group.eps)
      if decay ~= 0 then update:add_(parameter, {alpha = decay}) end
      local size, step = parameter:norm():item(), update:norm():item()
      if group.clamp_value then size = math.min(size, group.clamp_value) end
      local trust = size > 0 and step > 0 and size / step or 1
      parameter:add_(update, {alpha = -lr * trust})
    end
  end
end

return LAMB
