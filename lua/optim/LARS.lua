--- optim.LARS.

local class = require "luma.optim.class"
local nesterov = require "luma.optim.nesterov"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"

---Momentum for large batches (You, Gitman and Ginsburg 2017, algorithm 1): the gradient of each
---parameter with its weight decay, g + weight_decay * p, is scaled by
---trust_coefficient * |p| / (|g| + weight_decay * |p| + eps), by 1 where |p| or |g| is 0, and then
---taken as SGD takes it.
---@class optim.LARS : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, momentum: number?,
---dampening: number?, weight_decay: number?, nesterov: boolean?, trust_coefficient: number?,
---eps: number?, maximize: boolean?}): optim.LARS
local LARS = class("LARS")

local described = options("optim.LARS", {
  {"lr", "rate?", 1e-3}, {"momentum", "nonnegative?", 0.9}, {"dampening", "number?", 0},
  {"weight_decay", "nonnegative?", 0}, {"nesterov", "boolean?", false},
  {"trust_coefficient", "nonnegative?", 1e-3}, {"eps", "nonnegative?", 0},
  {"maximize", "boolean?", false}, "foreach",
}, nesterov)

function LARS:init(...) self:start(described, ...) end

-- The gradient of a parameter as it goes into the momentum.
local function scaled(parameter, grad, group)
  local decay = group.weight_decay
  local size, slope = parameter:norm():item(), grad:norm():item()
  if group.maximize then grad = -grad end
  local g = decay ~= 0 and grad:add(parameter, {alpha = decay}) or grad:clone()
  if size > 0 and slope > 0 then
    g:mul_(group.trust_coefficient * size / (slope + decay * size + group.eps))
  end
  return g
end

function LARS:update(group)
  local lr, momentum = number(group.lr), group.momentum
  for _, parameter in ipairs(group.params) do
    local grad = parameter.grad
    if grad then
      local g = scaled(parameter, grad, group)
      if momentum ~= 0 then
        local state = self.state[parameter]
        local buffer = state and state.momentum_buffer
        if buffer then
          buffer:mul_(momentum):add_(g, {alpha = 1 - group.dampening})
        else
          buffer = g:clone()
          self.state[parameter] = {momentum_buffer = buffer}
        end
        g = group.nesterov and g:add_(buffer, {alpha = momentum}) or buffer
      end
      parameter:add_(g, {alpha = -lr})
    end
  end
end

return LARS
