--- optim.LBFGS.

local autograd = require "luma.autograd"
local class = require "luma.optim.class"
local fail = require "luma.fail"
local line_search = require "luma.optim.line_search"
local number = require "luma.optim.numbers"
local Optimizer = require "luma.optim.Optimizer"
local options = require "luma.optim.options"
local tensor = require "luma.tensor"

---The limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal 1980), for losses
---that can be evaluated again: step needs a closure, and makes up to max_iter iterations with at
---most max_eval evaluations (5/4 of max_iter when left out). It ends early when the largest
---gradient is at most tolerance_grad or a step or the loss changes by less than tolerance_change.
---line_search_fn is nothing (every step is lr long) or "strong_wolfe". All parameters form one
---group and lie on one device.
---@class optim.LBFGS : optim.Optimizer
---@overload fun(params: Tensor[], options?: {lr: number|Tensor?, max_iter: integer?,
---max_eval: integer?, tolerance_grad: number?, tolerance_change: number?, history_size: integer?,
---line_search_fn: string?, maximize: boolean?}): optim.LBFGS
local LBFGS = class("LBFGS")

LBFGS.shaped = false -- the state is that of all parameters together
LBFGS.counts = {
  func_evals = true, n_iter = true, t = true, H_diag = true, prev_loss = true, ro = true,
}

local described = options("optim.LBFGS", {
  {"lr", "rate?", 1}, {"max_iter", "size?", 20}, {"max_eval", "size?"},
  {"tolerance_grad", "number?", 1e-7}, {"tolerance_change", "number?", 1e-9},
  {"history_size", "size?", 100}, {"line_search_fn", "string?"}, {"maximize", "boolean?", false},
}, function(name, o)
  if o.line_search_fn and o.line_search_fn ~= "strong_wolfe" then
    fail('%s: line_search_fn must be "strong_wolfe" or left out, got %q', name, o.line_search_fn)
  end
end)

-- A line search stops when its bracket is narrower than this (PyTorch's; not tolerance_change).
local NARROWEST = 1e-9
-- Products of this size and below say nothing about the curvature.
local SMALLEST_CURVATURE = 1e-10

function LBFGS:init(...)
  self:start(described, ...)
  if #self.param_groups ~= 1 then
    fail("optim.LBFGS: all parameters must be in one group, got %d groups", #self.param_groups)
  end
  local group = self.param_groups[1]
  group.max_eval = group.max_eval or group.max_iter * 5 // 4
  self.defaults.max_eval = group.max_eval
end

function LBFGS:add_param_group(group)
  if #(self.param_groups or {}) > 0 then
    fail("optim.LBFGS: all parameters must be in one group")
  end
  Optimizer.add_param_group(self, group)
end

-- Complex parameters count as the real numbers that they consist of.
local function real(t) return t:is_complex() and tensor.view_as_real(t) or t end

-- The gradients of all parameters, one behind the other.
local function flat_gradient(group)
  local pieces = {}
  for i, parameter in ipairs(group.params) do
    local grad = parameter.grad
    pieces[i] = real(grad or tensor.zeros_like(parameter)):detach():reshape(-1)
  end
  local flat = tensor.cat(pieces)
  return group.maximize and -flat or flat
end

local function move(group, t, direction)
  local place = 1
  for _, parameter in ipairs(group.params) do
    local p = real(parameter)
    local count = p:numel()
    if count > 0 then
      p:add_(direction:narrow(1, place, count):view(p.shape), {alpha = t})
    end
    place = place + count
  end
end

local function largest(t) return t:abs():max():item() end

-- Up to this length MKL, which PyTorch multiplies with, sums two lanes without fusing. The path of
-- the method magnifies last bits, so small problems are worth the same ones.
local SHORT = 8

local function dot(a, b)
  if a:numel() > SHORT or a.dtype ~= "float64" then return a:dot(b):item() end
  local lanes, x, y = {0.0, 0.0}, a:tolist(), b:tolist()
  for i = 1, #x do
    local lane = (i - 1) % 2 + 1
    lanes[lane] = lanes[lane] + x[i] * y[i]
  end
  return lanes[1] + lanes[2]
end

local function value_of(loss, group)
  local value = tensor.is_tensor(loss) and loss:item() or loss
  if type(value) ~= "number" then
    fail("optim.LBFGS: the closure must return the loss, got a %s", type(value))
  end
  return group.maximize and -value or value
end

-- Takes the last step into the memory.
local function remember(state, gradient, history_size)
  local y, s = gradient - state.prev_flat_grad, state.d * state.t
  local curvature = dot(y, s)
  local known = curvature > SMALLEST_CURVATURE -- NaN is not
  if not known then return end
  if #state.old_dirs == history_size and history_size > 0 then
    table.remove(state.old_dirs, 1)
    table.remove(state.old_stps, 1)
    table.remove(state.ro, 1)
  end
  if history_size > 0 then
    table.insert(state.old_dirs, y)
    table.insert(state.old_stps, s)
    table.insert(state.ro, 1 / curvature)
  end
  state.H_diag = curvature / dot(y, y)
end

-- Minus the approximate inverse of the Hessian times the gradient, by the two loops of Nocedal
-- (1980).
local function direction(state, gradient)
  local q, al = -gradient, {}
  for i = #state.old_dirs, 1, -1 do
    al[i] = dot(state.old_stps[i], q) * state.ro[i]
    q:add_(state.old_dirs[i], {alpha = -al[i]})
  end
  local r = q * state.H_diag
  for i = 1, #state.old_dirs do
    local be = dot(state.old_dirs[i], r) * state.ro[i]
    r:add_(state.old_stps[i], {alpha = al[i] - be})
  end
  return r
end

-- Loss, gradient and number of evaluations of the point that a line search finds; goes there.
local function searched(group, evaluate, state, loss, gradient, slope, most)
  local before = {}
  for i, parameter in ipairs(group.params) do before[i] = parameter:clone() end
  local function look(t)
    move(group, t, state.d)
    local value = value_of(evaluate(), group)
    local g = flat_gradient(group)
    for i, parameter in ipairs(group.params) do parameter:copy_(before[i]) end
    return value, g, dot(g, state.d)
  end
  local evaluations
  loss, gradient, state.t, evaluations = line_search(look, state.t, loss, gradient, slope,
    largest(state.d), NARROWEST, most)
  move(group, state.t, state.d)
  return loss, gradient, evaluations
end

---One step: up to max_iter iterations.
---@param closure fun(): any computes the loss and its gradients anew, and returns the loss
---@return any loss what the closure returned at first
function LBFGS:run(closure)
  if type(closure) ~= "function" then
    fail("optim.LBFGS: step needs a closure that computes the loss and its gradients, got a %s",
      type(closure))
  end
  local function evaluate()
    local _ <close> = autograd.enable_grad()
    return closure()
  end
  local _ <close> = autograd.no_grad()
  local group = self.param_groups[1]
  local original = evaluate()
  if #group.params == 0 then return original end
  -- The state is that of all parameters; it is kept with the first, as PyTorch does.
  local state = self:remembered(group.params[1], function() return {func_evals = 0, n_iter = 0} end)
  local loss, evaluations = value_of(original, group), 1
  state.func_evals = state.func_evals + 1
  local gradient = flat_gradient(group)
  if gradient:numel() == 0 or largest(gradient) <= group.tolerance_grad then return original end
  self:iterate(group, state, evaluate, loss, gradient, evaluations)
  return original
end

function LBFGS.iterate(_, group, state, evaluate, loss, gradient, evaluations)
  local lr, tolerance = number(group.lr), group.tolerance_change
  for iteration = 1, group.max_iter do
    state.n_iter = state.n_iter + 1
    if state.n_iter == 1 then
      state.d, state.old_dirs, state.old_stps, state.ro, state.H_diag = -gradient, {}, {}, {}, 1
      state.t = math.min(1, 1 / gradient:abs():sum():item()) * lr
    else
      remember(state, gradient, group.history_size)
      state.d = direction(state, gradient)
      state.t = lr
    end
    state.prev_flat_grad, state.prev_loss = gradient:clone(), loss
    local before, slope = loss, dot(gradient, state.d)
    if slope > -tolerance then return end

    local looks = 0
    if group.line_search_fn then
      loss, gradient, looks = searched(group, evaluate, state, loss, gradient, slope,
        group.max_eval - evaluations)
    else
      move(group, state.t, state.d)
      -- After the last one nobody asks for the loss.
      if iteration ~= group.max_iter then
        loss = value_of(evaluate(), group)
        gradient, looks = flat_gradient(group), 1
      end
    end
    evaluations = evaluations + looks
    state.func_evals = state.func_evals + looks
    if evaluations >= group.max_eval or largest(gradient) <= group.tolerance_grad
      or largest(state.d * state.t) <= tolerance or math.abs(loss - before) < tolerance then
      return
    end
  end
end

return LBFGS
