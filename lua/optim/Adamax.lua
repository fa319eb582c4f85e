--- optim.Adamax.

local class = require "luma.optim.class"
local each_run = require "luma.optim.runs"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local step_of = require "luma.optim.steps"
local tensor = require "luma.tensor"

local zeros_like = tensor.zeros_like

---Adam with the largest gradient, fading by beta2 a step, in the place of the root of the mean of
---squares (Kingma and Ba 2015, algorithm 2). weight_decay adds that multiple of the parameter to
---the gradient.
---@class optim.Adamax : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, betas: number[]?,
---eps: number?, weight_decay: number?, maximize: boolean?}): optim.Adamax
local Adamax = class("Adamax")

local described = options("optim.Adamax", {
  {"lr", "rate?", 2e-3}, {"betas", "betas?", {0.9, 0.999}}, {"eps", "nonnegative?", 1e-8},
  {"weight_decay", "nonnegative?", 0}, "foreach", {"maximize", "boolean?", false},
  "differentiable", "capturable",
})

function Adamax:init(...) self:start(described, ...) end

local function first(parameter)
  return {step = 0, exp_avg = zeros_like(parameter), exp_inf = zeros_like(parameter)}
end

function Adamax:update(group)
  local lr = number(group.lr, group)
  local beta1, beta2 = number(group.betas[1], group), number(group.betas[2], group)
  local function remember(parameter)
    local state = self:remembered(parameter, first)
    state.step = state.step + 1
    return state.step, state, state.exp_avg, state.exp_inf
  end
  each_run(group.params, remember, function(tensors, groups, step)
    step_of(group, "adamax")(tensors, groups, lr / (1 - beta1 ^ step), 1 - beta1, beta2, group.eps,
      group.weight_decay, group.maximize)
  end)
end

return Adamax
