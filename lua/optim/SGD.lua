--- optim.SGD.

local class = require "luma.optim.class"
local each_run = require "luma.optim.runs"
local nesterov = require "luma.optim.nesterov"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local step_of = require "luma.optim.steps"
local tensor = require "luma.tensor"

---Stochastic gradient descent, with momentum (Sutskever et al. 2013) in PyTorch's form:
---b = momentum * b + (1 - dampening) * g, p = p - lr * b; with nesterov, p = p - lr * (g +
---momentum * b). weight_decay adds that multiple of p to g.
---@class optim.SGD : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, momentum: number?,
---dampening: number?, weight_decay: number?, nesterov: boolean?, maximize: boolean?}): optim.SGD
local SGD = class("SGD")

local described = options("optim.SGD", {
  {"lr", "rate?", 1e-3}, {"momentum", "nonnegative?", 0}, {"dampening", "number?", 0},
  {"weight_decay", "rate?", 0}, {"nesterov", "boolean?", false}, {"maximize", "boolean?", false},
  "foreach", "differentiable", "fused",
}, nesterov)

function SGD:init(...) self:start(described, ...) end

function SGD:update(group)
  local states, momentum = self.state, group.momentum
  -- Step 1 fills the buffer with the gradient, all later ones are alike.
  local function remember(parameter)
    if momentum == 0 then return 2 end
    local state = states[parameter]
    if state and state.momentum_buffer then return 2, state, state.momentum_buffer end
    state = {momentum_buffer = tensor.zeros_like(parameter)}
    states[parameter] = state
    return 1, state, state.momentum_buffer
  end
  each_run(group.params, remember, function(tensors, groups, step)
    step_of(group, "sgd")(tensors, groups, number(group.lr, group), momentum, 1 - group.dampening,
      number(group.weight_decay, group), group.nesterov, group.maximize, step == 1)
  end)
end

return SGD
