--- optim.RMSprop.

local class = require "luma.optim.class"
local each_run = require "luma.optim.runs"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local step_of = require "luma.optim.steps"
local tensor = require "luma.tensor"

local zeros_like = tensor.zeros_like

---Steps of lr * g / (sqrt(v) + eps), where v is a running mean of squares of the gradient (Tieleman
---and Hinton 2012); centered takes the variance for v (Graves 2013). weight_decay adds that
---multiple of the parameter to the gradient.
---@class optim.RMSprop : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, alpha: number?,
---eps: number?, weight_decay: number?, momentum: number?, centered: boolean?, maximize: boolean?}):
---optim.RMSprop
local RMSprop = class("RMSprop")

local described = options("optim.RMSprop", {
  {"lr", "rate?", 1e-2}, {"alpha", "nonnegative?", 0.99}, {"eps", "nonnegative?", 1e-8},
  {"weight_decay", "nonnegative?", 0}, {"momentum", "nonnegative?", 0},
  {"centered", "boolean?", false}, "capturable", "foreach", {"maximize", "boolean?", false},
  "differentiable",
})

function RMSprop:init(...) self:start(described, ...) end

local function first(parameter) return {step = 0, square_avg = zeros_like(parameter)} end

function RMSprop:update(group)
  local lr, alpha, centered = number(group.lr, group), group.alpha, group.centered
  local momentum = group.momentum
  local function remember(parameter)
    local state = self:remembered(parameter, first)
    state.step = state.step + 1
    if centered then state.grad_avg = state.grad_avg or zeros_like(parameter) end
    if momentum > 0 then state.momentum_buffer = state.momentum_buffer or zeros_like(parameter) end
    local buffer = momentum > 0 and state.momentum_buffer
    if not centered then return 0, state, state.square_avg, buffer end
    return 0, state, state.square_avg, state.grad_avg, buffer
  end
  each_run(group.params, remember, function(tensors, groups)
    step_of(group, "rmsprop")(tensors, groups, lr, alpha, 1 - alpha, group.eps, momentum,
      group.weight_decay, centered, group.maximize)
  end)
end

return RMSprop
