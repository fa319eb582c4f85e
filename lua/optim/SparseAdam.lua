--- optim.SparseAdam.

local class = require "luma.optim.class"
local fail = require "luma.fail"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local tensor = require "luma.tensor"

local zeros_like = tensor.zeros_like

---Adam for embeddings: only what has a gradient is touched, moments included. PyTorch's wants
---sparse gradients; tensors are dense here, so the rows (elements, of a vector) whose gradient is
---not all 0 are those that have one.
---@class optim.SparseAdam : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, betas: number[]?,
---eps: number?, maximize: boolean?}): optim.SparseAdam
local SparseAdam = class("SparseAdam")

local described = options("optim.SparseAdam", {
  {"lr", "rate?", 1e-3}, {"betas", "betas?", {0.9, 0.999}}, {"eps", "nonnegative?", 1e-8},
  {"maximize", "boolean?", false},
}, function(name, o)
  if number(o.lr) == 0 or o.eps == 0 then fail("%s: lr and eps must be above 0", name) end
end)

function SparseAdam:init(...)
  self:start(described, ...)
  for _, group in ipairs(self.param_groups) do
    for _, parameter in ipairs(group.params) do
      if parameter:is_complex() then fail("optim.SparseAdam: parameters must be real") end
    end
  end
end

local function first(parameter)
  return {step = 0, exp_avg = zeros_like(parameter), exp_avg_sq = zeros_like(parameter)}
end

-- The positions along dimension 1 at which the gradient is not all 0.
local function touched(grad)
  local some = grad:ne(0)
  if grad.ndim > 1 then some = some:reshape(grad:size(1), -1):any(2) end
  return some:nonzero():reshape(-1)
end

function SparseAdam:update(group)
  local lr, beta1, beta2 = number(group.lr), number(group.betas[1]), number(group.betas[2])
  for _, parameter in ipairs(group.params) do
    local grad = parameter.grad
    if grad then
      local state = self:remembered(parameter, first)
      state.step = state.step + 1
      local p, g, m, v = parameter, grad, state.exp_avg, state.exp_avg_sq
      if p.ndim == 0 then p, g, m, v = p:view(1), g:reshape(1), m:view(1), v:view(1) end
      local rows = touched(g)
      if #rows > 0 then
        g = g:index_select(1, rows)
        if group.maximize then g = -g end
        local old_m, old_v = m:index_select(1, rows), v:index_select(1, rows)
        local mean = (g - old_m):mul_(1 - beta1):add_(old_m)
        local square = (g * g):sub_(old_v):mul_(1 - beta2):add_(old_v)
        m:index_copy_(1, rows, mean)
        v:index_copy_(1, rows, square)
        local rate = lr * math.sqrt(1 - beta2 ^ state.step) / (1 - beta1 ^ state.step)
        p:index_add_(1, rows, mean / square:sqrt_():add_(group.eps), {alpha = -rate})
      end
    end
  end
end

return SparseAdam
