--- nn.init: fills tensors in place and returns them; gradients do not notice.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

local init = {}

-- Runs t:method(...) outside the graph.
local function fill(operation, t, method, ...)
  if not tensor.is_tensor(t) then fail("%s: a tensor is needed, got a %s", operation, type(t)) end
  local _ <close> = autograd.no_grad()
  return t[method](t, ...)
end

---Uniform on a .. b.
---@param t Tensor
---@param a? number default 0
---@param b? number default 1
---@return Tensor t
function init.uniform_(t, a, b) return fill("uniform_", t, "uniform_", a or 0, b or 1) end

---Normal with a mean and a standard deviation.
---@param t Tensor
---@param mean? number default 0
---@param std? number default 1
---@return Tensor t
function init.normal_(t, mean, std) return fill("normal_", t, "normal_", mean or 0, std or 1) end

---@param t Tensor
---@param value number
---@return Tensor t
function init.constant_(t, value)
  if type(value) ~= "number" then
    fail("constant_: value must be a number, got a %s", type(value))
  end
  return fill("constant_", t, "fill_", value)
end

---@param t Tensor
---@return Tensor t
function init.zeros_(t) return fill("zeros_", t, "zero_") end

---@param t Tensor
---@return Tensor t
function init.ones_(t) return fill("ones_", t, "fill_", 1) end

---The identity matrix, as far as it goes.
---@param t Tensor two dimensions
---@return Tensor t
function init.eye_(t)
  if not tensor.is_tensor(t) or t.ndim ~= 2 then fail("eye_: a matrix is needed") end
  local _ <close> = autograd.no_grad()
  return t:copy_(tensor.eye(t:size(1), t:size(2), {dtype = t.dtype, device = t.device}))
end

-- erf⁻¹ of a float64 tensor: Winitzki's approximation (2008), then Newton's method on erf, which
-- doubles the digits each time.
local function erfinv(y)
  local a = 0.147
  local log = (1 - y * y):log()
  local half = log * 0.5 + 2 / (math.pi * a)
  local x = ((half * half - log / a):sqrt() - half):sqrt() * y:sign()
  for _ = 1, 3 do
    x = x - (x:erf() - y) * ((x * x):exp() * (math.sqrt(math.pi) / 2))
  end
  return x
end

---Normal, cut off to a .. b: the inverse of its cumulative distribution at uniform points.
---@param t Tensor
---@param mean? number default 0
---@param std? number default 1
---@param a? number default -2
---@param b? number default 2
---@return Tensor t
function init.trunc_normal_(t, mean, std, a, b)
  mean, std, a, b = mean or 0, std or 1, a or -2, b or 2
  if a >= b or std <= 0 then
    fail("trunc_normal_: it needs std above 0 and a below b, got std %g, a %g, b %g", std, a, b)
  end
  if not tensor.is_tensor(t) then
    fail("trunc_normal_: a tensor is needed, got a %s", type(t))
  end
  local _ <close> = autograd.no_grad()
  -- erf of the ends, in units of std * sqrt(2), is 2 Phi - 1.
  local ends = tensor.tensor({a, b}, {dtype = "float64"}):sub(mean):div(std * math.sqrt(2)):erf()
  local low, high = ends[1]:item(), ends[2]:item()
  local points = tensor.empty(t.shape, {dtype = "float64", device = t.device}):uniform_(low, high)
  -- The ends themselves would be infinitely far out.
  local edge = 1 - 2 ^ -53
  local normal = erfinv(points:clamp(-edge, edge)) * (std * math.sqrt(2)) + mean
  return t:copy_(normal:clamp(a, b))
end

-- Inputs and outputs of a weight: of a linear map its two dimensions, of a convolution these times
-- the size of the kernel.
local function fans(operation, t)
  if not tensor.is_tensor(t) then fail("%s: a tensor is needed, got a %s", operation, type(t)) end
  if t.ndim < 2 then
    fail("%s: fan in and fan out need at least 2 dimensions, the tensor has %d", operation, t.ndim)
  end
  local field = 1
  for d = 3, t.ndim do field = field * t:size(d) end
  return t:size(2) * field, t:size(1) * field
end

local gains = {
  linear = 1, conv1d = 1, conv2d = 1, conv3d = 1, conv_transpose1d = 1, conv_transpose2d = 1,
  conv_transpose3d = 1, sigmoid = 1, tanh = 5 / 3, relu = math.sqrt(2), selu = 3 / 4,
}

---The factor by which a nonlinearity wants its weights larger (He et al. 2015).
---@param nonlinearity string "linear", "conv2d", "sigmoid", "tanh", "relu", "leaky_relu", "selu"...
---@param param? number the negative slope of leaky_relu, default 0.01
---@return number
function init.calculate_gain(nonlinearity, param)
  if nonlinearity == "leaky_relu" then
    param = param or 0.01
    if type(param) ~= "number" then
      fail("calculate_gain: the negative slope must be a number, got a %s", type(param))
    end
    return math.sqrt(2 / (1 + param ^ 2))
  end
  return gains[nonlinearity]
    or fail("calculate_gain: there is no nonlinearity %q", tostring(nonlinearity))
end

---Uniform on ±gain * sqrt(6 / (fan in + fan out)) (Glorot and Bengio 2010).
---@param t Tensor at least two dimensions
---@param gain? number default 1
---@return Tensor t
function init.xavier_uniform_(t, gain)
  local fan_in, fan_out = fans("xavier_uniform_", t)
  local bound = (gain or 1) * math.sqrt(6 / (fan_in + fan_out))
  return init.uniform_(t, -bound, bound)
end

---Normal with standard deviation gain * sqrt(2 / (fan in + fan out)) (Glorot and Bengio 2010).
---@param t Tensor at least two dimensions
---@param gain? number default 1
---@return Tensor t
function init.xavier_normal_(t, gain)
  local fan_in, fan_out = fans("xavier_normal_", t)
  return init.normal_(t, 0, (gain or 1) * math.sqrt(2 / (fan_in + fan_out)))
end

-- The standard deviation gain / sqrt(fan) of the two initialisers below.
local function kaiming_std(operation, t, a, mode, nonlinearity)
  if type(a) == "table" then a, mode, nonlinearity = a.a, a.mode, a.nonlinearity end
  local fan_in, fan_out = fans(operation, t)
  mode = mode or "fan_in"
  if mode ~= "fan_in" and mode ~= "fan_out" then
    fail('%s: mode must be "fan_in" or "fan_out", got %q', operation, tostring(mode))
  end
  local fan = mode == "fan_in" and fan_in or fan_out
  return init.calculate_gain(nonlinearity or "leaky_relu", a or 0) / math.sqrt(fan)
end

---Uniform on ±gain * sqrt(3 / fan) (He et al. 2015).
---@param t Tensor at least two dimensions
---@param a? number negative slope of leaky_relu, default 0; also {a = , mode = , nonlinearity = }
---@param mode? string "fan_in" (default) or "fan_out"
---@param nonlinearity? string default "leaky_relu"
---@return Tensor t
function init.kaiming_uniform_(t, a, mode, nonlinearity)
  local bound = math.sqrt(3) * kaiming_std("kaiming_uniform_", t, a, mode, nonlinearity)
  return init.uniform_(t, -bound, bound)
end

---Normal with standard deviation gain / sqrt(fan) (He et al. 2015).
---@param t Tensor at least two dimensions
---@param a? number negative slope of leaky_relu, default 0; also {a = , mode = , nonlinearity = }
---@param mode? string "fan_in" (default) or "fan_out"
---@param nonlinearity? string default "leaky_relu"
---@return Tensor t
function init.kaiming_normal_(t, a, mode, nonlinearity)
  return init.normal_(t, 0, kaiming_std("kaiming_normal_", t, a, mode, nonlinearity))
end

return init
