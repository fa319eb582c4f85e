--- optim.SGD.

local arguments = require "luma.arguments"
local class = require "luma.optim.class"
local fail = require "luma.fail"
local Optimizer = require "luma.optim.Optimizer"
local each_run = require "luma.optim.runs"
local tensor = require "luma.tensor"

local sgd_step = tensor._ops.sgd_step

---Stochastic gradient descent, with momentum (Sutskever et al. 2013) in PyTorch's form:
---b = momentum * b + (1 - dampening) * g, p = p - lr * b; with nesterov, p = p - lr * (g +
---momentum * b). weight_decay adds that multiple of p to g.
---@class optim.SGD : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number?, momentum: number?,
---dampening: number?, weight_decay: number?, nesterov: boolean?, maximize: boolean?}): optim.SGD
local SGD = class("SGD")

local parse = arguments("optim.SGD", {
  {"params", "params"}, {"lr", "nonnegative?", 1e-3}, {"momentum", "nonnegative?", 0},
  {"dampening", "number?", 0}, {"weight_decay", "nonnegative?", 0}, {"nesterov", "boolean?", false},
  {"maximize", "boolean?", false}, {"name", "string?"}, {"initial_lr", "number?"},
})

local function check(options)
  local _, _, momentum, dampening, _, nesterov = parse({}, options)
  if nesterov and (momentum == 0 or dampening ~= 0) then
    fail("optim.SGD: nesterov needs a momentum above 0 and a dampening of 0, got %s and %s",
      momentum, dampening)
  end
end

function SGD:init(...)
  local params, lr, momentum, dampening, weight_decay, nesterov, maximize = parse(...)
  Optimizer.init(self, params, {
    lr = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay,
    nesterov = nesterov, maximize = maximize,
  }, check)
end

function SGD:update(group)
  local states, momentum = self.state, group.momentum
  -- Step 1 fills the buffer with the gradient, all later ones are alike.
  local function remember(parameter)
    if momentum == 0 then return 2 end
    local state = states[parameter]
    if state and state.momentum_buffer then return 2, state.momentum_buffer end
    state = {momentum_buffer = tensor.zeros_like(parameter)}
    states[parameter] = state
    return 1, state.momentum_buffer
  end
  each_run(group.params, remember, function(tensors, groups, step)
    sgd_step(tensors, groups, group.lr, momentum, group.dampening, group.weight_decay,
      group.nesterov, group.maximize, step == 1)
  end)
end

return SGD
