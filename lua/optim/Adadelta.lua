--- optim.Adadelta.

local class = require "luma.optim.class"
local each_run = require "luma.optim.runs"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local step_of = require "luma.optim.steps"
local tensor = require "luma.tensor"

local zeros_like = tensor.zeros_like

---Steps whose size is that of earlier steps, by running means of the squares of gradients and of
---steps, both with the part rho kept (Zeiler 2012). weight_decay adds that multiple of the
---parameter to the gradient.
---@class optim.Adadelta : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, rho: number?,
---eps: number?, weight_decay: number?, maximize: boolean?}): optim.Adadelta
local Adadelta = class("Adadelta")

local described = options("optim.Adadelta", {
  {"lr", "rate?", 1.0}, {"rho", "probability?", 0.9}, {"eps", "nonnegative?", 1e-6},
  {"weight_decay", "nonnegative?", 0}, "foreach", "capturable", {"maximize", "boolean?", false},
  "differentiable",
})

function Adadelta:init(...) self:start(described, ...) end

local function first(parameter)
  return {step = 0, square_avg = zeros_like(parameter), acc_delta = zeros_like(parameter)}
end

function Adadelta:update(group)
  local function remember(parameter)
    local state = self:remembered(parameter, first)
    state.step = state.step + 1
    return 0, state, state.square_avg, state.acc_delta
  end
  each_run(group.params, remember, function(tensors, groups)
    step_of(group, "adadelta")(tensors, groups, number(group.lr, group), group.rho, 1 - group.rho,
      group.eps, group.weight_decay, group.maximize)
  end)
end

return Adadelta
