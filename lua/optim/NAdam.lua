--- optim.NAdam.

local class = require "luma.optim.class"
local each_run = require "luma.optim.runs"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local step_of = require "luma.optim.steps"
local tensor = require "luma.tensor"

local zeros_like = tensor.zeros_like

---Adam with Nesterov's momentum (Dozat 2016). The momentum of step t is
---beta1 * (1 - 0.96^(t * momentum_decay) / 2). weight_decay adds that multiple of the parameter to
---the gradient, or with decoupled_weight_decay multiplies the parameter by 1 - lr * weight_decay
---first.
---@class optim.NAdam : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, betas: number[]?,
---eps: number?, weight_decay: number?, momentum_decay: number?, decoupled_weight_decay: boolean?,
---maximize: boolean?}): optim.NAdam
local NAdam = class("NAdam")

NAdam.counts = {step = true, mu_product = true}

local described = options("optim.NAdam", {
  {"lr", "rate?", 2e-3}, {"betas", "betas?", {0.9, 0.999}}, {"eps", "nonnegative?", 1e-8},
  {"weight_decay", "nonnegative?", 0}, {"momentum_decay", "nonnegative?", 4e-3},
  {"decoupled_weight_decay", "boolean?", false}, "foreach", {"maximize", "boolean?", false},
  "capturable", "differentiable",
})

function NAdam:init(...) self:start(described, ...) end

local function first(parameter)
  return {
    step = 0, mu_product = 1.0, exp_avg = zeros_like(parameter), exp_avg_sq = zeros_like(parameter),
  }
end

function NAdam:update(group)
  local lr = number(group.lr, group)
  local beta1, beta2 = number(group.betas[1]), number(group.betas[2])
  local decay, decoupled = group.weight_decay, group.decoupled_weight_decay
  local function momentum(step) return beta1 * (1 - 0.5 * 0.96 ^ (step * group.momentum_decay)) end
  local function remember(parameter)
    local state = self:remembered(parameter, first)
    state.step = state.step + 1
    state.mu_product = state.mu_product * momentum(state.step)
    return ("%d %a"):format(state.step, state.mu_product), state, state.exp_avg, state.exp_avg_sq
  end
  each_run(group.params, remember, function(tensors, groups, _, state)
    local step, product = state.step, state.mu_product
    local mu, mu_next = momentum(step), momentum(step + 1)
    step_of(group, "nadam")(tensors, groups, -lr * (1 - mu) / (1 - product),
      -lr * mu_next / (1 - product * mu_next), 1 - beta1, beta2, 1 - beta2, 1 - beta2 ^ step,
      group.eps, decoupled and 0 or decay, decoupled and 1 - lr * decay or 1, group.maximize)
  end)
end

return NAdam
