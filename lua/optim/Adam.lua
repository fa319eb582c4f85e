--- optim.Adam.

local arguments = require "luma.arguments"
local class = require "luma.optim.class"
local Optimizer = require "luma.optim.Optimizer"
local each_run = require "luma.optim.runs"
local tensor = require "luma.tensor"

local adam_step, zeros_like = tensor._ops.adam_step, tensor.zeros_like

---Adam (Kingma and Ba 2015): steps of lr * m / (sqrt(v) + eps), where m and v are bias-corrected
---running means of the gradient and its square. weight_decay adds that multiple of the parameter to
---the gradient; amsgrad (Reddi et al. 2018) divides by the largest v so far.
---@class optim.Adam : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number?, betas: number[]?, eps: number?,
---weight_decay: number?, amsgrad: boolean?, maximize: boolean?}): optim.Adam
local Adam = class("Adam")

-- AdamW differs from Adam in a default and in where weight_decay acts.
Adam.decoupled = false

local function parser(name, weight_decay)
  return arguments(name, {
    {"params", "params"}, {"lr", "nonnegative?", 1e-3}, {"betas", "betas?", {0.9, 0.999}},
    {"eps", "nonnegative?", 1e-8}, {"weight_decay", "nonnegative?", weight_decay},
    {"amsgrad", "boolean?", false}, {"maximize", "boolean?", false}, {"name", "string?"},
    {"initial_lr", "number?"},
  })
end
Adam.parser = parser
Adam.parse = parser("optim.Adam", 0)

function Adam:init(...)
  local parse = self.parse
  local params, lr, betas, eps, weight_decay, amsgrad, maximize = parse(...)
  Optimizer.init(self, params, {
    lr = lr, betas = betas, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad,
    maximize = maximize,
  }, function(options) parse({}, options) end)
end

function Adam:update(group)
  local states, amsgrad = self.state, group.amsgrad
  local function remember(parameter)
    local state = states[parameter]
    if not state then
      state = {step = 0, exp_avg = zeros_like(parameter), exp_avg_sq = zeros_like(parameter)}
      states[parameter] = state
    end
    if amsgrad and not state.max_exp_avg_sq then state.max_exp_avg_sq = zeros_like(parameter) end
    state.step = state.step + 1
    return state.step, state.exp_avg, state.exp_avg_sq, amsgrad and state.max_exp_avg_sq or nil
  end
  local beta1, beta2 = group.betas[1], group.betas[2]
  each_run(group.params, remember, function(tensors, groups, step)
    adam_step(tensors, groups, step, group.lr, beta1, beta2, group.eps, group.weight_decay,
      self.decoupled, amsgrad, group.maximize)
  end)
end

return Adam
