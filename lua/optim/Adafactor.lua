--- optim.Adafactor.

local class = require "luma.optim.class"
local fail = require "luma.fail"
local number = require "luma.optim.numbers"
local options = require "luma.optim.options"
local tensor = require "luma.tensor"

---Adafactor (Shazeer and Stern 2018, in PyTorch's form): of the means of squares of a matrix only
---those of its rows and columns are kept. Step t has the rate min(lr, 1 / sqrt(t)), times the root
---mean square of the parameter (eps[2] at least); updates whose root mean square is above d are
---scaled down to it. beta2_decay is the exponent by which the mean slows down; eps[1], `false` for
---that of the dtype, keeps the means from 0. Each step first multiplies the parameter by
---1 - lr * weight_decay.
---@class optim.Adafactor : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, beta2_decay: number?,
---eps: (number|false)[]?, d: number?, weight_decay: number?, maximize: boolean?}): optim.Adafactor
local Adafactor = class("Adafactor")

Adafactor.shaped = false -- row_var and col_var are narrower than the parameter

local function from_0(value) return type(value) == "number" and value >= 0 end

local function check(name, o)
  if o.beta2_decay > 0 then
    fail("%s: beta2_decay must be 0 or below, got %s", name, o.beta2_decay)
  elseif o.d < 1 then
    fail("%s: d must be 1 or above, got %s", name, o.d)
  end
  local eps1, eps2 = o.eps[1], o.eps[2]
  if eps1 and not from_0(eps1) or not from_0(eps2) then
    fail("%s: eps must be two numbers from 0 on, of which the first may be false, got {%s, %s}",
      name, tostring(eps1), tostring(eps2))
  end
end

local described = options("optim.Adafactor", {
  {"lr", "rate?", 1e-2}, {"beta2_decay", "number?", -0.8}, {"eps", "table?", {false, 1e-3}},
  {"d", "number?", 1.0}, {"weight_decay", "nonnegative?", 0}, "foreach",
  {"maximize", "boolean?", false},
}, check)

function Adafactor:init(...)
  self:start(described, ...)
  for _, group in ipairs(self.param_groups) do
    for _, parameter in ipairs(group.params) do
      if parameter:is_complex() then fail("optim.Adafactor: parameters must be real") end
    end
  end
end

local function first(parameter)
  local shape = {table.unpack(parameter.shape)}
  if #shape < 2 then return {step = 0, variance = tensor.zeros_like(parameter)} end
  local like = {dtype = parameter.dtype, device = parameter.device}
  local rows, columns = {table.unpack(shape)}, {table.unpack(shape)}
  rows[#shape], columns[#shape - 1] = 1, 1
  return {step = 0, row_var = tensor.zeros(rows, like), col_var = tensor.zeros(columns, like)}
end

-- The norm over all elements; 0-dim.
local function size(t) return t:norm(2):item() end

-- The mean of squares of grad along a dimension.
local function mean_square(grad, dim)
  return tensor.linalg.vector_norm(grad, {dim = dim, keepdim = true}):square_():div_(grad:size(dim))
end

function Adafactor:update(group)
  local lr = number(group.lr)
  for _, parameter in ipairs(group.params) do
    local grad = parameter.grad
    if grad then
      if group.maximize then grad = -grad end
      local state = self:remembered(parameter, first)
      state.step = state.step + 1
      local step, eps1, eps2 = state.step, group.eps[1], group.eps[2]
      eps1 = eps1 or tensor.finfo(parameter.dtype).eps
      local fresh = step ^ group.beta2_decay
      local rate = math.max(eps2, size(parameter) / math.sqrt(parameter:numel()))
        * math.min(lr, 1 / math.sqrt(step))
      if group.weight_decay ~= 0 then parameter:mul_(1 - lr * group.weight_decay) end
      local estimate
      if grad.ndim > 1 then
        state.row_var:lerp_(mean_square(grad, -1), fresh)
        state.col_var:lerp_(mean_square(grad, -2), fresh)
        estimate = state.row_var:matmul(state.col_var)
        estimate:div_(state.row_var:mean(-2, true):clamp_{min = eps1})
      else
        state.variance:lerp_(grad * grad, fresh)
        estimate = state.variance:clone()
      end
      local update = estimate:clamp_{min = eps1 * eps1}:rsqrt_():mul_(grad)
      local limit = math.max(1, size(update) / (math.sqrt(update:numel()) * group.d))
      parameter:add_(update, {alpha = -rate / limit})
    end
  end
end

return Adafactor
