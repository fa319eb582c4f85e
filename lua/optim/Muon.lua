--- optim.Muon.

local class = require "luma.optim.class"
local fail = require "luma.fail"
local number = require "luma.optim.numbers"
local Optimizer = require "luma.optim.Optimizer"
local options = require "luma.optim.options"
local tensor = require "luma.tensor"

---Momentum orthogonalised by Newton and Schulz's iteration (Jordan 2024), for matrices: the hidden
---layers of a model; embeddings, output layers, biases and gains belong to another optimiser.
---ns_steps iterations with the coefficients ns_coefficients run in bfloat16. adjust_lr_fn says how
---the rate follows the shape (A, B): "original" (default) by sqrt(max(1, A / B)), "match_rms_adamw"
---by 0.2 sqrt(max(A, B)), "spectral_unclamped" by sqrt(A / B). Each step multiplies the parameter
---by 1 - lr * weight_decay.
---@class optim.Muon : optim.Optimizer
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, weight_decay: number?,
---momentum: number?, nesterov: boolean?, ns_coefficients: number[]?, eps: number?,
---ns_steps: integer?, adjust_lr_fn: string?}): optim.Muon
local Muon = class("Muon")

local ratios = {
  original = function(a, b) return math.sqrt(math.max(1, a / b)) end,
  match_rms_adamw = function(a, b) return 0.2 * math.sqrt(math.max(a, b)) end,
  spectral_unclamped = function(a, b) return math.sqrt(a / b) end,
}

local MOST_STEPS = 99 -- PyTorch's limit: more would not be meant

local function check(name, o)
  if o.adjust_lr_fn and not ratios[o.adjust_lr_fn] then
    fail('%s: adjust_lr_fn must be "original", "match_rms_adamw" or "spectral_unclamped", got %q',
      name, o.adjust_lr_fn)
  elseif o.ns_steps > MOST_STEPS then
    fail("%s: ns_steps must be below 100, got %d", name, o.ns_steps)
  end
  for i = 1, 3 do
    if #o.ns_coefficients ~= 3 or type(o.ns_coefficients[i]) ~= "number" then
      fail("%s: ns_coefficients must be a list of three numbers", name)
    end
  end
end

local described = options("optim.Muon", {
  {"lr", "rate?", 1e-3}, {"weight_decay", "nonnegative?", 0.1}, {"momentum", "nonnegative?", 0.95},
  {"nesterov", "boolean?", true}, {"ns_coefficients", "table?", {3.4445, -4.7750, 2.0315}},
  {"eps", "number?", 1e-7}, {"ns_steps", "size?", 5}, {"adjust_lr_fn", "string?"},
}, check)

function Muon:init(...) self:start(described, ...) end

function Muon:add_param_group(group)
  Optimizer.add_param_group(self, group)
  for i, parameter in ipairs(self.param_groups[#self.param_groups].params) do
    if parameter.ndim ~= 2 or parameter:is_complex() then
      table.remove(self.param_groups)
      fail("optim.Muon: parameters must be real matrices, number %d has shape (%s)", i,
        table.concat(parameter.shape, ", "))
    end
  end
end

-- The matrix with singular values near 1 in the place of those of m.
local function orthogonal(m, group)
  local a, b, c = table.unpack(group.ns_coefficients)
  local x = m:to("bfloat16")
  local tall = m:size(1) > m:size(2)
  if tall then x = x:t() end
  x = x / x:norm():clamp{min = group.eps}
  for _ = 1, group.ns_steps do
    local gram = x:mm(x:t())
    x = tensor.addmm(x, tensor.addmm(gram, gram, gram, {beta = b, alpha = c}), x, {beta = a})
  end
  return tall and x:t() or x
end

local function first(parameter) return {momentum_buffer = tensor.zeros_like(parameter)} end

function Muon:update(group)
  local lr, momentum = number(group.lr), group.momentum
  for _, parameter in ipairs(group.params) do
    local grad = parameter.grad
    if grad then
      local buffer = self:remembered(parameter, first).momentum_buffer
      buffer:lerp_(grad, 1 - momentum)
      local update = orthogonal(group.nesterov and grad:lerp(buffer, momentum) or buffer, group)
      local ratio = ratios[group.adjust_lr_fn or "original"](parameter:size(1), parameter:size(2))
      parameter:mul_(1 - lr * group.weight_decay)
      parameter:add_(update, {alpha = -lr * ratio})
    end
  end
end

return Muon
