--- optim.ASGD.

local class = require "luma.optim.class"
local each_run = require "luma.optim.runs"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local step_of = require "luma.optim.steps"
local tensor = require "luma.tensor"

local zeros_like = tensor.zeros_like

---Averaged stochastic gradient descent (Polyak and Juditsky 1992). The rate of step t is lr / (1 +
---lambd * lr * t)^alpha, each step first multiplies the parameter by 1 - lambd * rate, and from
---step t0 on the means of the parameters are kept in the state (`ax`). weight_decay adds that
---multiple of the parameter to the gradient.
---@class optim.ASGD : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, lambd: number?,
---alpha: number?, t0: number?, weight_decay: number?, maximize: boolean?}): optim.ASGD
local ASGD = class("ASGD")

ASGD.counts = {step = true, eta = true, mu = true}

local described = options("optim.ASGD", {
  {"lr", "rate?", 1e-2}, {"lambd", "nonnegative?", 1e-4}, {"alpha", "nonnegative?", 0.75},
  {"t0", "number?", 1e6}, {"weight_decay", "nonnegative?", 0}, "foreach",
  {"maximize", "boolean?", false}, "differentiable", "capturable",
})

function ASGD:init(...) self:start(described, ...) end

function ASGD:update(group)
  local lr, lambd = number(group.lr), group.lambd
  local function first(parameter)
    return {step = 0, eta = lr, mu = 1, ax = zeros_like(parameter)}
  end
  local function remember(parameter)
    local state = self:remembered(parameter, first)
    state.step = state.step + 1
    return ("%a %a"):format(state.eta, state.mu), state, state.ax
  end
  each_run(group.params, remember, function(tensors, groups, _, state)
    step_of(group, "asgd")(tensors, groups, state.eta, state.mu, group.weight_decay,
      1 - lambd * state.eta, group.maximize)
  end)
  for _, parameter in ipairs(group.params) do
    local state = self.state[parameter]
    if parameter.grad and state then
      state.eta = lr / (1 + lambd * lr * state.step) ^ group.alpha
      state.mu = 1 / math.max(1, state.step - group.t0)
    end
  end
end

return ASGD
