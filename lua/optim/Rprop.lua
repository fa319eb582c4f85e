--- optim.Rprop.

local class = require "luma.optim.class"
local each_run = require "luma.optim.runs"
local fail = require "luma.fail"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local step_of = require "luma.optim.steps"
local tensor = require "luma.tensor"

local zeros_like = tensor.zeros_like

---Resilient backpropagation (Riedmiller and Braun 1993), for whole batches: only the sign of a
---gradient counts. The size of each element's step begins at lr, grows by etas[2] while the sign
---stays, shrinks by etas[1] when it changes (that step is left out), and stays within step_sizes.
---@class optim.Rprop : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, etas: number[]?,
---step_sizes: number[]?, maximize: boolean?}): optim.Rprop
local Rprop = class("Rprop")

local function pair(name, key, value)
  if type(value) ~= "table" or type(value[1]) ~= "number" or type(value[2]) ~= "number" then
    fail("%s: %s must be a list of two numbers", name, key)
  end
  return value[1], value[2]
end

local described = options("optim.Rprop", {
  {"lr", "rate?", 1e-2}, {"etas", "any?", {0.5, 1.2}}, {"step_sizes", "any?", {1e-6, 50}},
  "capturable", "foreach", {"maximize", "boolean?", false}, "differentiable",
}, function(name, o)
  local shrink, grow = pair(name, "etas", o.etas)
  if not (shrink > 0 and shrink < 1 and grow > 1) then
    fail("%s: etas must be a number from 0 to 1 and one above 1, got %s and %s", name, shrink, grow)
  end
  pair(name, "step_sizes", o.step_sizes)
end)

function Rprop:init(...) self:start(described, ...) end

function Rprop:update(group)
  local lr = number(group.lr)
  local function first(parameter)
    local size = tensor.full_like(parameter, lr)
    if parameter:is_complex() then tensor.view_as_real(size):fill_(lr) end
    return {step = 0, prev = zeros_like(parameter), step_size = size}
  end
  local function remember(parameter)
    local state = self:remembered(parameter, first)
    state.step = state.step + 1
    return 0, state, state.prev, state.step_size
  end
  each_run(group.params, remember, function(tensors, groups)
    step_of(group, "rprop")(tensors, groups, group.etas[1], group.etas[2], group.step_sizes[1],
      group.step_sizes[2], group.maximize)
  end)
end

return Rprop
