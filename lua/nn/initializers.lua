--- nn.init: fills tensors in place and returns them; gradients do not notice. What draws numbers
--- takes a generator (tensor.Generator()) as its last argument, or by name.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local fail = require "luma.fail"
local shared = require "luma.nn.module.shared"
local tensor = require "luma.tensor"

local init = {}

---Runs f(...) with initialisers that leave their tensors as they are, for nn.utils.skip_init.
function init._skip(f, ...)
  local outside = shared.skipping
  shared.skipping = true
  local results = table.pack(pcall(f, ...))
  shared.skipping = outside
  if not results[1] then error(results[2], 0) end
  return table.unpack(results, 2, results.n)
end

-- Runs t:method(...) outside the graph.
local function fill(t, method, ...)
  if shared.skipping then return t end
  local _ <close> = autograd.no_grad()
  return t[method](t, ...)
end

local function drawn(name, ...)
  local parameters = {{"tensor", "tensor"}, ...}
  parameters[#parameters + 1] = {"generator", "any?"}
  return arguments(name, parameters)
end

local function shown(t) return ("the tensor has shape %s"):format(t.shape) end

local parse_uniform = drawn("uniform_", {"a", "number?", 0}, {"b", "number?", 1})

---Uniform on a .. b.
---@param t Tensor
---@param a? number default 0
---@param b? number default 1
---@param generator? tensor.Generator
---@return Tensor t
function init.uniform_(...)
  local t, a, b, generator = parse_uniform(...)
  return fill(t, "uniform_", a, b, {generator = generator})
end

local parse_normal = drawn("normal_", {"mean", "number?", 0}, {"std", "number?", 1})

---Normal with a mean and a standard deviation.
---@param t Tensor
---@param mean? number default 0
---@param std? number default 1
---@param generator? tensor.Generator
---@return Tensor t
function init.normal_(...)
  local t, mean, std, generator = parse_normal(...)
  return fill(t, "normal_", mean, std, {generator = generator})
end

local parse_constant = arguments("constant_", {{"tensor", "tensor"}, {"val", "number"}})

---@param t Tensor
---@param val number
---@return Tensor t
function init.constant_(...)
  local t, value = parse_constant(...)
  return fill(t, "fill_", value)
end

local parse_zeros = arguments("zeros_", {{"tensor", "tensor"}})

---@param t Tensor
---@return Tensor t
function init.zeros_(...) return fill(parse_zeros(...), "zero_") end

local parse_ones = arguments("ones_", {{"tensor", "tensor"}})

---@param t Tensor
---@return Tensor t
function init.ones_(...) return fill(parse_ones(...), "fill_", 1) end

local parse_eye = arguments("eye_", {{"tensor", "tensor"}})

---The identity matrix, as far as it goes: a linear layer of it hands its inputs on.
---@param t Tensor two dimensions
---@return Tensor t
function init.eye_(...)
  local t = parse_eye(...)
  if t.ndim ~= 2 then fail("eye_: a tensor with 2 dimensions is needed, %s", shown(t)) end
  return fill(t, "copy_", tensor.eye(t:size(1), t:size(2), {dtype = t.dtype, device = t.device}))
end

local parse_dirac = arguments("dirac_", {{"tensor", "tensor"}, {"groups", "integer?", 1}})

---The Dirac delta: a convolution of it hands as many of its input channels on as it can, in each of
---its groups.
---@param t Tensor 3, 4 or 5 dimensions
---@param groups? integer default 1
---@return Tensor t
function init.dirac_(...)
  local t, groups = parse_dirac(...)
  if t.ndim < 3 or t.ndim > 5 then
    fail("dirac_: a tensor with 3, 4 or 5 dimensions is needed, %s", shown(t))
  elseif groups < 1 or t:size(1) % groups ~= 0 then
    fail("dirac_: dimension 1 (%d) must be divisible by groups (%d)", t:size(1), groups)
  end
  if shared.skipping then return t end
  local _ <close> = autograd.no_grad()
  t:zero_()
  local channels = t:size(1) // groups
  local middle = {}
  for d = 3, t.ndim do middle[d - 2] = t:size(d) // 2 + 1 end
  for group = 0, groups - 1 do
    for channel = 1, math.min(channels, t:size(2)) do
      t[{group * channels + channel, channel, table.unpack(middle)}] = 1
    end
  end
  return t
end

local parse_trunc = drawn("trunc_normal_", {"mean", "number?", 0}, {"std", "number?", 1},
  {"a", "number?", -2}, {"b", "number?", 2})

---Normal, cut off to a .. b: the inverse of its cumulative distribution at uniform points.
---@param t Tensor
---@param mean? number default 0, at most 2 std outside a .. b
---@param std? number default 1
---@param a? number default -2
---@param b? number default 2
---@param generator? tensor.Generator
---@return Tensor t
function init.trunc_normal_(...)
  local t, mean, std, a, b, generator = parse_trunc(...)
  if a >= b or std <= 0 then
    fail("trunc_normal_: it needs std above 0 and a below b, got std %g, a %g, b %g", std, a, b)
  elseif mean < a - 2 * std or mean > b + 2 * std then
    fail("trunc_normal_: mean is more than 2 std from [a, b]: mean %g, std %g, a %g, b %g; the "
      .. "distribution would be incorrect", mean, std, a, b)
  end
  if shared.skipping then return t end
  local _ <close> = autograd.no_grad()
  -- erf of the ends, in units of std * sqrt(2), is 2 Phi - 1.
  local ends = tensor.tensor({a, b}, {dtype = "float64"}):sub(mean):div(std * math.sqrt(2)):erf()
  local points = tensor.empty(t.shape, {dtype = "float64", device = t.device}):uniform_(
    ends[1]:item(), ends[2]:item(), {generator = generator})
  -- The ends themselves would be infinitely far out.
  local edge = 1 - 2 ^ -53
  local normal = points:clamp(-edge, edge):erfinv() * (std * math.sqrt(2)) + mean
  return t:copy_(normal:clamp(a, b))
end

-- Inputs and outputs of a weight: of a linear map its two dimensions, of a convolution these times
-- the size of the kernel.
local function fans(operation, t)
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
  if type(nonlinearity) == "table" then
    nonlinearity, param = nonlinearity.nonlinearity, nonlinearity.param
  elseif type(param) == "table" then
    param = param.param
  end
  if nonlinearity == "leaky_relu" then
    if param == nil then param = 0.01 end
    if type(param) ~= "number" then
      fail("calculate_gain: the negative slope must be a number, got a %s", type(param))
    end
    return math.sqrt(2 / (1 + param ^ 2))
  end
  return gains[nonlinearity]
    or fail("calculate_gain: there is no nonlinearity %q", tostring(nonlinearity))
end

local parse_xavier_uniform = drawn("xavier_uniform_", {"gain", "number?", 1})

---Uniform on ±gain * sqrt(6 / (fan in + fan out)) (Glorot and Bengio 2010).
---@param t Tensor at least two dimensions
---@param gain? number default 1
---@param generator? tensor.Generator
---@return Tensor t
function init.xavier_uniform_(...)
  local t, gain, generator = parse_xavier_uniform(...)
  local fan_in, fan_out = fans("xavier_uniform_", t)
  local bound = gain * math.sqrt(6 / math.max(fan_in + fan_out, 1))
  return fill(t, "uniform_", -bound, bound, {generator = generator})
end

local parse_xavier_normal = drawn("xavier_normal_", {"gain", "number?", 1})

---Normal with standard deviation gain * sqrt(2 / (fan in + fan out)) (Glorot and Bengio 2010).
---@param t Tensor at least two dimensions
---@param gain? number default 1
---@param generator? tensor.Generator
---@return Tensor t
function init.xavier_normal_(...)
  local t, gain, generator = parse_xavier_normal(...)
  local fan_in, fan_out = fans("xavier_normal_", t)
  local std = gain * math.sqrt(2 / math.max(fan_in + fan_out, 1))
  return fill(t, "normal_", 0, std, {generator = generator})
end

-- The standard deviation gain / sqrt(fan) of the two initialisers below.
local function kaiming_std(operation, t, a, mode, nonlinearity)
  mode = mode:lower()
  if mode ~= "fan_in" and mode ~= "fan_out" then
    fail('%s: mode must be "fan_in" or "fan_out", got %q', operation, mode)
  end
  local fan_in, fan_out = fans(operation, t)
  local fan = mode == "fan_in" and fan_in or fan_out
  return init.calculate_gain(nonlinearity, a) / math.sqrt(fan)
end

local kaiming = {
  {"a", "number?", 0}, {"mode", "string?", "fan_in"}, {"nonlinearity", "string?", "leaky_relu"},
}

local parse_kaiming_uniform = drawn("kaiming_uniform_", table.unpack(kaiming))

---Uniform on ±gain * sqrt(3 / fan) (He et al. 2015).
---@param t Tensor at least two dimensions
---@param a? number negative slope of leaky_relu, default 0; also {a = , mode = , nonlinearity = }
---@param mode? string "fan_in" (default) or "fan_out"
---@param nonlinearity? string default "leaky_relu"
---@param generator? tensor.Generator
---@return Tensor t
function init.kaiming_uniform_(...)
  local t, a, mode, nonlinearity, generator = parse_kaiming_uniform(...)
  if t:numel() == 0 then return t end -- its fan may be 0
  local bound = math.sqrt(3) * kaiming_std("kaiming_uniform_", t, a, mode, nonlinearity)
  return fill(t, "uniform_", -bound, bound, {generator = generator})
end

local parse_kaiming_normal = drawn("kaiming_normal_", table.unpack(kaiming))

---Normal with standard deviation gain / sqrt(fan) (He et al. 2015).
---@param t Tensor at least two dimensions
---@param a? number negative slope of leaky_relu, default 0; also {a = , mode = , nonlinearity = }
---@param mode? string "fan_in" (default) or "fan_out"
---@param nonlinearity? string default "leaky_relu"
---@param generator? tensor.Generator
---@return Tensor t
function init.kaiming_normal_(...)
  local t, a, mode, nonlinearity, generator = parse_kaiming_normal(...)
  if t:numel() == 0 then return t end
  local std = kaiming_std("kaiming_normal_", t, a, mode, nonlinearity)
  return fill(t, "normal_", 0, std, {generator = generator})
end

local parse_orthogonal = drawn("orthogonal_", {"gain", "number?", 1})

---A (semi-)orthogonal matrix times gain (Saxe et al. 2013); further dimensions count with the
---second.
---@param t Tensor at least two dimensions
---@param gain? number default 1
---@param generator? tensor.Generator
---@return Tensor t
function init.orthogonal_(...)
  local t, gain, generator = parse_orthogonal(...)
  if t.ndim < 2 then
    fail("orthogonal_: a tensor with 2 or more dimensions is needed, %s", shown(t))
  end
  if shared.skipping or t:numel() == 0 then return t end
  local _ <close> = autograd.no_grad()
  local rows = t:size(1)
  local columns = t:numel() // rows
  local tall, wide = math.max(rows, columns), math.min(rows, columns)
  -- Q of normal numbers, its columns signed as R's diagonal, is uniform (Mezzadri 2006).
  local normal = tensor.empty({tall, wide}, {dtype = t.dtype, device = t.device}):normal_(0, 1,
    {generator = generator})
  local q, r = tensor.linalg.qr(normal)
  q = q * r:diagonal():sgn()
  if rows < columns then q = q:t() end
  return t:copy_(q:reshape(t.shape) * gain)
end

local parse_sparse = drawn("sparse_", {"sparsity", "probability"}, {"std", "number?", 0.01})

---Normal with mean 0, and in each column a share of the elements zero (Martens 2010).
---@param t Tensor two dimensions
---@param sparsity number the share, from 0 to 1; of the number of zeros the next integer counts
---@param std? number default 0.01
---@param generator? tensor.Generator
---@return Tensor t
function init.sparse_(...)
  local t, sparsity, std, generator = parse_sparse(...)
  if t.ndim ~= 2 then fail("sparse_: a tensor with 2 dimensions is needed, %s", shown(t)) end
  if shared.skipping then return t end
  local _ <close> = autograd.no_grad()
  local rows, columns = t:size(1), t:size(2)
  local zeros = math.ceil(sparsity * rows)
  t:normal_(0, std, {generator = generator})
  if zeros == 0 then return t end
  for column = 1, columns do
    local places = tensor.randperm(rows, {generator = generator, device = t.device})
    t[{places[{{1, zeros}}], column}] = 0
  end
  return t
end

return init
