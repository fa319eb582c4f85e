--- optim.Adagrad.

local class = require "luma.optim.class"
local each_run = require "luma.optim.runs"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local step_of = require "luma.optim.steps"
local tensor = require "luma.tensor"

---Steps of lr * g / (sqrt(s) + eps), where s is the sum of the squares of all gradients so far
---(Duchi et al. 2011). The rate of step t is lr / (1 + (t - 1) * lr_decay); weight_decay adds that
---multiple of the parameter to the gradient.
---@class optim.Adagrad : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, lr_decay: number?,
---weight_decay: number?, initial_accumulator_value: number?, eps: number?, maximize: boolean?}):
---optim.Adagrad
local Adagrad = class("Adagrad")

local described = options("optim.Adagrad", {
  {"lr", "rate?", 1e-2}, {"lr_decay", "nonnegative?", 0}, {"weight_decay", "nonnegative?", 0},
  {"initial_accumulator_value", "nonnegative?", 0}, {"eps", "nonnegative?", 1e-10}, "foreach",
  {"maximize", "boolean?", false}, "differentiable", "fused",
})

local function begin(self, parameter)
  local value = self.defaults.initial_accumulator_value
  local sum = tensor.full_like(parameter, value)
  if parameter:is_complex() then tensor.view_as_real(sum):fill_(value) end
  return {step = 0, sum = sum}
end

function Adagrad:init(...)
  self:start(described, ...)
  for _, group in ipairs(self.param_groups) do
    for _, parameter in ipairs(group.params) do self.state[parameter] = begin(self, parameter) end
  end
end

function Adagrad:update(group)
  local lr = number(group.lr, group)
  local function first(parameter) return begin(self, parameter) end
  local function remember(parameter)
    local state = self:remembered(parameter, first)
    state.step = state.step + 1
    return state.step, state, state.sum
  end
  each_run(group.params, remember, function(tensors, groups, step)
    step_of(group, "adagrad")(tensors, groups, lr / (1 + (step - 1) * group.lr_decay), group.eps,
      group.weight_decay, group.maximize)
  end)
end

return Adagrad
