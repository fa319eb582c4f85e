--- optim.Lion.

local class = require "luma.optim.class"
local each_run = require "luma.optim.runs"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local tensor = require "luma.tensor"

local lion_step, zeros_like = tensor._ops.lion_step, tensor.zeros_like

---Steps of lr in the direction of the sign of beta1 * m + (1 - beta1) * g, where m is a running
---mean of the gradient with the part beta2 kept (Chen et al. 2023, algorithm 2). Each step first
---multiplies the parameter by 1 - lr * weight_decay.
---@class optim.Lion : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, betas: number[]?,
---weight_decay: number?, maximize: boolean?}): optim.Lion
local Lion = class("Lion")

local described = options("optim.Lion", {
  {"lr", "rate?", 1e-4}, {"betas", "betas?", {0.9, 0.99}}, {"weight_decay", "nonnegative?", 0},
  {"maximize", "boolean?", false}, "foreach",
})

function Lion:init(...) self:start(described, ...) end

local function first(parameter) return {step = 0, exp_avg = zeros_like(parameter)} end

function Lion:update(group)
  local lr, beta1, beta2 = number(group.lr), number(group.betas[1]), number(group.betas[2])
  local function remember(parameter)
    local state = self:remembered(parameter, first)
    state.step = state.step + 1
    return 0, state, state.exp_avg
  end
  each_run(group.params, remember, function(tensors, groups)
    lion_step(tensors, groups, lr, beta1, 1 - beta1, beta2, 1 - beta2,
      1 - lr * group.weight_decay, group.maximize)
  end)
end

return Lion
