--- optim.Adam.

local class = require "luma.optim.class"
local each_run = require "luma.optim.runs"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local step_of = require "luma.optim.steps"
local tensor = require "luma.tensor"

local zeros_like = tensor.zeros_like

---Adam (Kingma and Ba 2015): steps of lr * m / (sqrt(v) + eps), where m and v are bias-corrected
---running means of the gradient and its square. weight_decay adds that multiple of the parameter to
---the gradient, or with decoupled_weight_decay multiplies the parameter by 1 - lr * weight_decay
---first; amsgrad (Reddi et al. 2018) divides by the largest v so far.
---@class optim.Adam : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, betas: number[]?,
---eps: number?, weight_decay: number?, amsgrad: boolean?, maximize: boolean?,
---decoupled_weight_decay: boolean?}): optim.Adam
local Adam = class("Adam")

local described = options("optim.Adam", {
  {"lr", "rate?", 1e-3}, {"betas", "betas?", {0.9, 0.999}}, {"eps", "nonnegative?", 1e-8},
  {"weight_decay", "rate?", 0}, {"amsgrad", "boolean?", false}, "foreach",
  {"maximize", "boolean?", false}, "capturable", "differentiable", "fused",
  {"decoupled_weight_decay", "boolean?", false},
})

function Adam:init(...) self:start(described, ...) end

local function first(parameter)
  return {step = 0, exp_avg = zeros_like(parameter), exp_avg_sq = zeros_like(parameter)}
end

function Adam:update(group)
  local amsgrad, decoupled = group.amsgrad, group.decoupled_weight_decay
  local function remember(parameter)
    local state = self:remembered(parameter, first)
    if amsgrad and not state.max_exp_avg_sq then state.max_exp_avg_sq = zeros_like(parameter) end
    state.step = state.step + 1
    return state.step, state, state.exp_avg, state.exp_avg_sq, amsgrad and state.max_exp_avg_sq
  end
  local lr, decay = number(group.lr, group), number(group.weight_decay, group)
  local beta1, beta2 = number(group.betas[1], group), number(group.betas[2], group)
  each_run(group.params, remember, function(tensors, groups, step)
    step_of(group, "adam")(tensors, groups, lr / (1 - beta1 ^ step), 1 - beta1, beta2, 1 - beta2,
      (1 - beta2 ^ step) ^ 0.5, group.eps, decoupled and 0 or decay,
      decoupled and 1 - lr * decay or 1, group.maximize)
  end)
end

return Adam
