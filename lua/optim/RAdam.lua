--- optim.RAdam.

local class = require "luma.optim.class"
local each_run = require "luma.optim.runs"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local step_of = require "luma.optim.steps"
local tensor = require "luma.tensor"

local zeros_like = tensor.zeros_like

---Rectified Adam (Liu et al. 2020): the first steps, for which the mean of squares rests on too few
---gradients, are steps of momentum alone; later ones are Adam's times a factor below 1.
---weight_decay adds that multiple of the parameter to the gradient, or with decoupled_weight_decay
---multiplies the parameter by 1 - lr * weight_decay first.
---@class optim.RAdam : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, betas: number[]?,
---eps: number?, weight_decay: number?, decoupled_weight_decay: boolean?, maximize: boolean?}):
---optim.RAdam
local RAdam = class("RAdam")

local described = options("optim.RAdam", {
  {"lr", "rate?", 1e-3}, {"betas", "betas?", {0.9, 0.999}}, {"eps", "nonnegative?", 1e-8},
  {"weight_decay", "nonnegative?", 0}, {"decoupled_weight_decay", "boolean?", false}, "foreach",
  {"maximize", "boolean?", false}, "capturable", "differentiable",
})

function RAdam:init(...) self:start(described, ...) end

local function first(parameter)
  return {step = 0, exp_avg = zeros_like(parameter), exp_avg_sq = zeros_like(parameter)}
end

function RAdam:update(group)
  local lr = number(group.lr, group)
  local beta1, beta2 = number(group.betas[1]), number(group.betas[2])
  local decay, decoupled = group.weight_decay, group.decoupled_weight_decay
  local function remember(parameter)
    local state = self:remembered(parameter, first)
    state.step = state.step + 1
    return state.step, state, state.exp_avg, state.exp_avg_sq
  end
  each_run(group.params, remember, function(tensors, groups, step)
    -- The length of the moving average that v amounts to, and its limit.
    local correction2 = 1 - beta2 ^ step
    local limit = 2 / (1 - beta2) - 1
    local length = limit - 2 * step * beta2 ^ step / correction2
    local adaptive, rectification = length > 5, 1
    if adaptive then
      rectification = ((length - 4) * (length - 2) * limit
        / ((limit - 4) * (limit - 2) * length)) ^ 0.5
    end
    step_of(group, "radam")(tensors, groups, lr, 1 - beta1, beta2, 1 - beta2, 1 - beta1 ^ step,
      correction2 ^ 0.5, rectification, group.eps, decoupled and 0 or decay,
      decoupled and 1 - lr * decay or 1, adaptive, group.maximize)
  end)
end

return RAdam
