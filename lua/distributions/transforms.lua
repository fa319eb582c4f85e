--- luma.distributions.transforms: maps with an inverse and the logarithm of their Jacobian's
--- determinant, for changes of variables. Sources: torch.distributions.transforms.

local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local parameters = require "luma.distributions.parameters"
local tensor = require "luma.tensor"

---`t(x)` maps, `t:inverse(y)` maps back, `t.inv` is the inverse as a transform.
---@class distributions.Transform
---@field domain distributions.Constraint
---@field codomain distributions.Constraint
---@field bijective boolean
---@field sign integer 1 where the map rises, -1 where it falls
---@field inv distributions.Transform
local Transform = class("Transform")
Transform.domain, Transform.codomain = constraints.real, constraints.real
Transform.bijective, Transform.sign = true, 1

local Inverse

function Transform.__index(self, key)
  local own = getmetatable(self)
  local value = own[key]
  if value ~= nil or type(key) ~= "string" then return value end
  if key == "inv" then return Inverse(self) end
  local get = own["get_" .. key]
  return get and get(self)
end

function Transform:__call(x) return self:forward(x) end
function Transform:__tostring() return self.__name end
function Transform:__eq(other)
  return getmetatable(self) == getmetatable(other) and self:same(other)
end
---Whether another transform of the same class is the same map.
function Transform.same() return true end
---The sizes of the result for an input of these sizes, and the other way round.
function Transform.forward_shape(_, shape) return shape end
function Transform.inverse_shape(_, shape) return shape end

local transforms = {Transform = Transform}

function transforms.is_transform(value)
  return type(value) == "table" and type(value.log_abs_det_jacobian) == "function"
    and type(value.forward) == "function"
end

-- A transform of single numbers from its forward, inverse and log-derivative.
local function pointwise(name, codomain, forward, inverse, log_slope, fields)
  local made = class(name, Transform)
  made.codomain = codomain
  function made:forward(x) return forward(x, self) end
  function made:inverse(y) return inverse(y, self) end
  function made:log_abs_det_jacobian(x, y) return log_slope(x, y, self) end
  for key, value in pairs(fields or {}) do made[key] = value end
  transforms[name] = made
  return made
end

-- ---- inverse and compositions

Inverse = class("InverseTransform", Transform)
function Inverse:init(base) self.base = base end
function Inverse:get_domain() return self.base.codomain end
function Inverse:get_codomain() return self.base.domain end
-- Class fields would hide the getters.
Inverse.domain, Inverse.codomain, Inverse.bijective, Inverse.sign = nil, nil, nil, nil
function Inverse.__index(self, key)
  if key == "domain" then return self.base.codomain end
  if key == "codomain" then return self.base.domain end
  if key == "sign" or key == "bijective" then return self.base[key] end
  if key == "inv" then return self.base end
  return Inverse[key]
end
function Inverse:forward(y) return self.base:inverse(y) end
function Inverse:inverse(x) return self.base:forward(x) end
function Inverse:log_abs_det_jacobian(y, x) return -self.base:log_abs_det_jacobian(x, y) end
function Inverse:same(other) return self.base == other.base end
function Inverse:forward_shape(shape) return self.base:inverse_shape(shape) end
function Inverse:inverse_shape(shape) return self.base:forward_shape(shape) end

local function with_events(constraint, event_dim)
  local more = event_dim - constraint.event_dim
  return more > 0 and constraints.independent(constraint, more) or constraint
end

---Several transforms, one after the other.
local Compose = class("ComposeTransform", Transform)
transforms.ComposeTransform = Compose
function Compose:init(parts)
  self.parts = parts
  local sign, bijective = 1, true
  for _, t in ipairs(parts) do
    sign, bijective = sign * t.sign, bijective and t.bijective
  end
  self.sign, self.bijective = sign, bijective
  if #parts == 0 then return end
  local events = parts[#parts].codomain.event_dim -- those of the input, from the output's
  for i = #parts, 1, -1 do
    local t = parts[i]
    events = math.max(events + t.domain.event_dim - t.codomain.event_dim, t.domain.event_dim)
  end
  self.domain = with_events(parts[1].domain, events)
  for _, t in ipairs(parts) do
    events = math.max(events, t.domain.event_dim) + t.codomain.event_dim - t.domain.event_dim
  end
  self.codomain = with_events(parts[#parts].codomain, events)
end
function Compose:forward(x)
  for _, t in ipairs(self.parts) do x = t:forward(x) end
  return x
end
function Compose:inverse(y)
  for i = #self.parts, 1, -1 do y = self.parts[i]:inverse(y) end
  return y
end
function Compose:log_abs_det_jacobian(x, y)
  if #self.parts == 0 then return tensor.zeros_like(x) end
  local events, total = self.domain.event_dim, nil
  for i, t in ipairs(self.parts) do
    local after = i == #self.parts and y or t:forward(x)
    local term = parameters.sum_last(t:log_abs_det_jacobian(x, after), events - t.domain.event_dim)
    total = total and total + term or term
    events = events + t.codomain.event_dim - t.domain.event_dim
    x = after
  end
  return total
end
function Compose:same(other)
  if #self.parts ~= #other.parts then return false end
  for i, t in ipairs(self.parts) do
    if t ~= other.parts[i] then return false end
  end
  return true
end
function Compose:forward_shape(shape)
  for _, t in ipairs(self.parts) do shape = t:forward_shape(shape) end
  return shape
end
function Compose:inverse_shape(shape)
  for i = #self.parts, 1, -1 do shape = self.parts[i]:inverse_shape(shape) end
  return shape
end
transforms.identity_transform = Compose{}

---A transform whose last n dimensions form one event: their log-determinants are summed.
local Independent = class("IndependentTransform", Transform)
transforms.IndependentTransform = Independent
function Independent:init(base, n)
  self.base, self.n = base, n
  self.sign, self.bijective = base.sign, base.bijective
  self.domain = constraints.independent(base.domain, n)
  self.codomain = constraints.independent(base.codomain, n)
end
function Independent:forward(x) return self.base:forward(x) end
function Independent:inverse(y) return self.base:inverse(y) end
function Independent:log_abs_det_jacobian(x, y)
  return parameters.sum_last(self.base:log_abs_det_jacobian(x, y), self.n)
end
function Independent:same(other) return self.n == other.n and self.base == other.base end
function Independent:forward_shape(shape) return self.base:forward_shape(shape) end
function Independent:inverse_shape(shape) return self.base:inverse_shape(shape) end

---The last dimensions in another shape.
local Reshape = class("ReshapeTransform", Transform)
transforms.ReshapeTransform = Reshape
local function product(shape)
  local n = 1
  for i = 1, #shape do n = n * shape[i] end
  return n
end
function Reshape:init(in_shape, out_shape)
  if product(in_shape) ~= product(out_shape) then
    fail("ReshapeTransform: (%s) and (%s) have different numbers of elements",
      table.concat(in_shape, ", "), table.concat(out_shape, ", "))
  end
  self.in_shape, self.out_shape = in_shape, out_shape
  self.domain = constraints.independent(constraints.real, #in_shape)
  self.codomain = constraints.independent(constraints.real, #out_shape)
end
local function reshaped(shape, from, to)
  local lead = #shape - #from
  for i = 1, #from do
    if lead < 0 or shape[lead + i] ~= from[i] then
      fail("ReshapeTransform: a shape (%s) does not end in (%s)", table.concat(shape, ", "),
        table.concat(from, ", "))
    end
  end
  return parameters.join(parameters.piece(shape, 1, lead), to)
end
function Reshape:forward_shape(shape) return reshaped(shape, self.in_shape, self.out_shape) end
function Reshape:inverse_shape(shape) return reshaped(shape, self.out_shape, self.in_shape) end
function Reshape:forward(x) return x:reshape(self:forward_shape(parameters.piece(x.shape, 1))) end
function Reshape:inverse(y) return y:reshape(self:inverse_shape(parameters.piece(y.shape, 1))) end
function Reshape:log_abs_det_jacobian(x)
  return x:new_zeros(parameters.piece(x.shape, 1, #x.shape - #self.in_shape))
end

-- ---- transforms of single numbers

pointwise("ExpTransform", constraints.positive, function(x) return x:exp() end,
  function(y) return y:log() end, function(x) return x end)

local function safe_sigmoid(x)
  local info = tensor.finfo(x.dtype)
  return x:sigmoid():clamp(info.tiny, 1 - info.eps)
end
pointwise("SigmoidTransform", constraints.unit_interval, safe_sigmoid, function(y)
  local info = tensor.finfo(y.dtype)
  y = y:clamp(info.tiny, 1 - info.eps)
  return y:log() - (-y):log1p()
end, function(x) return -functional.softplus(-x) - functional.softplus(x) end)

pointwise("TanhTransform", constraints.interval(-1, 1), function(x) return x:tanh() end,
  function(y) return y:atanh() end,
  function(x) return (math.log(2) - x - functional.softplus(x * -2)) * 2 end)

pointwise("SoftplusTransform", constraints.positive, function(x) return functional.softplus(x) end,
  function(y) return (-(-y):expm1()):log() + y end, function(x) return -functional.softplus(-x) end)

pointwise("AbsTransform", constraints.positive, function(x) return x:abs() end,
  function(y) return y end,
  function() fail("AbsTransform: log_abs_det_jacobian is not defined: the map is no bijection") end,
  {bijective = false})

pointwise("PowerTransform", constraints.positive, function(x, t) return x:pow(t.exponent) end,
  function(y, t) return y:pow(1 / t.exponent) end,
  function(x, y, t) return (y * t.exponent / x):abs():log() end, {
    domain = constraints.positive, init = function(self, exponent) self.exponent = exponent end,
    same = function(self, other)
      return tensor.is_tensor(self.exponent) == tensor.is_tensor(other.exponent)
        and (tensor.is_tensor(self.exponent) and self.exponent:equal(other.exponent)
        or self.exponent == other.exponent)
    end,
  })

---loc + scale * x; event_dim says how many last dimensions form one event.
local Affine = class("AffineTransform", Transform)
transforms.AffineTransform = Affine
function Affine:init(loc, scale, event_dim)
  self.loc, self.scale, self.event_dim = loc, scale, event_dim or 0
  local reals = constraints.real
  if self.event_dim > 0 then reals = constraints.independent(reals, self.event_dim) end
  self.domain, self.codomain = reals, reals
  self.sign = tensor.is_tensor(scale) and scale:sign() or scale < 0 and -1 or scale > 0 and 1 or 0
end
function Affine:forward(x) return x * self.scale + self.loc end
function Affine:inverse(y) return (y - self.loc) / self.scale end
function Affine:log_abs_det_jacobian(x)
  local scale = self.scale
  scale = tensor.is_tensor(scale) and scale:abs():log()
    or x:new_tensor(math.log(math.abs(scale)))
  return parameters.sum_last(scale:expand(x.shape), self.event_dim)
end
local function equal(a, b)
  if tensor.is_tensor(a) and tensor.is_tensor(b) then return a:equal(b) end
  return a == b
end
function Affine:same(other)
  return equal(self.loc, other.loc) and equal(self.scale, other.scale)
end

-- ---- transforms of vectors and matrices

local function vectors(name, codomain, fields)
  local made = class(name, Transform)
  made.domain, made.codomain = constraints.real_vector, codomain
  for key, value in pairs(fields) do made[key] = value end
  transforms[name] = made
  return made
end

---exp, normalised to sum 1. No bijection: the inverse is one of many.
vectors("SoftmaxTransform", constraints.simplex, {
  bijective = false,
  forward = function(_, x) return x:softmax(-1) end,
  inverse = function(_, y) return y:log() end,
  log_abs_det_jacobian = function()
    fail("SoftmaxTransform: log_abs_det_jacobian is not defined: the map is no bijection")
  end,
})

-- Of a stick of length 1 each number breaks a part off the rest (n numbers give n + 1 parts).
local function offset_of(x)
  local n = x:size(-1)
  return -tensor.arange(1, n + 1):flip(1):to(x.dtype):log()
end
vectors("StickBreakingTransform", constraints.simplex, {
  forward = function(_, x)
    local z = safe_sigmoid(x + offset_of(x))
    local rest = (1 - z):cumprod(-1)
    return functional.pad(z, {0, 1}, {value = 1}) * functional.pad(rest, {1, 0}, {value = 1})
  end,
  inverse = function(_, y)
    local head = y:narrow(-1, 1, y:size(-1) - 1)
    local rest = 1 - head:cumsum(-1)
    rest = rest:clamp{min = tensor.finfo(y.dtype).tiny}
    return head:log() - rest:log() - offset_of(head)
  end,
  log_abs_det_jacobian = function(_, x, y)
    local shifted = x + offset_of(x)
    return (-shifted + functional.logsigmoid(shifted) + y:narrow(-1, 1, x:size(-1)):log()):sum(-1)
  end,
  forward_shape = function(_, shape)
    local longer = parameters.piece(shape, 1)
    longer[#longer] = longer[#longer] + 1
    return longer
  end,
  inverse_shape = function(_, shape)
    local shorter = parameters.piece(shape, 1)
    shorter[#shorter] = shorter[#shorter] - 1
    return shorter
  end,
})

local function undefined(name)
  return function() fail("%s: log_abs_det_jacobian is not defined", name) end
end
local function to_lower(x)
  return x:tril(-1) + x:diagonal(0, -2, -1):exp():diag_embed()
end
local matrix = constraints.independent(constraints.real, 2)

---Any square matrix to a lower triangular one with a positive diagonal.
vectors("LowerCholeskyTransform", constraints.lower_cholesky, {
  domain = matrix,
  forward = function(_, x) return to_lower(x) end,
  inverse = function(_, y) return y:tril(-1) + y:diagonal(0, -2, -1):log():diag_embed() end,
  log_abs_det_jacobian = undefined("LowerCholeskyTransform"),
})

---Any square matrix to a positive definite one.
vectors("PositiveDefiniteTransform", constraints.positive_definite, {
  domain = matrix,
  forward = function(_, x)
    local l = to_lower(x)
    return l:matmul(l.mT)
  end,
  inverse = function(_, y)
    local l = tensor.linalg.cholesky(y)
    return l:tril(-1) + l:diagonal(0, -2, -1):log():diag_embed()
  end,
  log_abs_det_jacobian = undefined("PositiveDefiniteTransform"),
})

-- Vectors of n (n - 1) / 2 numbers as the rows below the diagonal of a matrix, and back.
local function fill_below(v)
  local count = v:size(-1)
  local n = math.tointeger((1 + math.sqrt(1 + 8 * count)) // 2)
  if n * (n - 1) // 2 ~= count then
    fail("CorrCholeskyTransform: %d numbers do not fill a triangle", count)
  end
  local at = tensor.tril_indices(n, n, -1)
  local flat = (at[1] - 1) * n + at[2]
  local whole = v:new_zeros(parameters.join(parameters.piece(v.shape, 1, #v.shape - 1), {n * n}))
  return whole:index_copy(-1, flat, v):unflatten(-1, {n, n})
end
local function take_below(m)
  local n = m:size(-1)
  local at = tensor.tril_indices(n, n, -1)
  return m:flatten(-2, -1):index_select(-1, (at[1] - 1) * n + at[2])
end
local function corr_shapes(forward)
  return function(_, shape)
    local new = parameters.piece(shape, 1, #shape - (forward and 1 or 2))
    local n = shape[#shape]
    if forward then
      n = math.tointeger((1 + math.sqrt(1 + 8 * n)) // 2)
      return parameters.join(new, {n, n})
    end
    return parameters.join(new, {n * (n - 1) // 2})
  end
end

---Any n (n - 1) / 2 numbers to the Cholesky factor of a correlation matrix (partial correlations
---through tanh; Lewandowski, Kurowicka and Joe 2009).
vectors("CorrCholeskyTransform", constraints.corr_cholesky, {
  forward = function(_, x)
    local eps = tensor.finfo(x.dtype).eps
    local r = fill_below(x:tanh():clamp(eps - 1, 1 - eps))
    local left = (1 - r:square()):sqrt():cumprod(-1)
    local eye = tensor.eye(r:size(-1), {dtype = r.dtype})
    local before = functional.pad(left:narrow(-1, 1, r:size(-1) - 1), {1, 0}, {value = 1})
    return (r + eye) * before
  end,
  inverse = function(_, y)
    local n = y:size(-1)
    local left = 1 - y:square():cumsum(-1)
    local before = functional.pad(left:narrow(-1, 1, n - 1), {1, 0}, {value = 1})
    return (take_below(y) / take_below(before):sqrt()):atanh()
  end,
  log_abs_det_jacobian = function(_, x, y)
    local left = 1 - y:square():cumsum(-1)
    local before = functional.pad(left:narrow(-1, 1, y:size(-1) - 1), {1, 0}, {value = 1})
    before = take_below(before)
    local stick = before:log():sum(-1) * 0.5
    local tanh = (x + functional.softplus(x * -2) - math.log(2)):sum(-1) * -2
    return stick + tanh
  end,
  forward_shape = corr_shapes(true),
  inverse_shape = corr_shapes(false),
})

---The probability integral transform: values to their cdf.
local Cumulative = class("CumulativeDistributionTransform", Transform)
transforms.CumulativeDistributionTransform = Cumulative
Cumulative.codomain = constraints.unit_interval
function Cumulative:init(distribution)
  self.distribution = distribution
  self.domain = distribution.support
end
function Cumulative:forward(x) return self.distribution:cdf(x) end
function Cumulative:inverse(y) return self.distribution:icdf(y) end
function Cumulative:log_abs_det_jacobian(x) return self.distribution:log_prob(x) end
function Cumulative:same(other) return self.distribution == other.distribution end

-- ---- transforms side by side

local function side_by_side(name, pieces, join)
  local made = class(name, Transform)
  transforms[name] = made
  function made:init(parts, dim, lengths)
    self.parts, self.dim, self.lengths = parts, dim or 1, lengths
    local domains, codomains = {}, {}
    for i, t in ipairs(parts) do domains[i], codomains[i] = t.domain, t.codomain end
    local constraint = name == "CatTransform" and constraints.cat or constraints.stack
    self.domain = constraint(domains, self.dim, lengths)
    self.codomain = constraint(codomains, self.dim, lengths)
  end
  local function each(self, f, x, y)
    local xs, ys, results = pieces(self, x), y and pieces(self, y), {}
    for i, t in ipairs(self.parts) do results[i] = f(t, xs[i], ys and ys[i]) end
    return join(results, self.dim)
  end
  function made:forward(x) return each(self, function(t, v) return t:forward(v) end, x) end
  function made:inverse(y) return each(self, function(t, v) return t:inverse(v) end, y) end
  function made:log_abs_det_jacobian(x, y)
    return each(self, function(t, a, b) return t:log_abs_det_jacobian(a, b) end, x, y)
  end
end

side_by_side("CatTransform", function(self, x)
  local list, at = {}, 1
  for i = 1, #self.parts do
    local length = self.lengths and self.lengths[i] or 1
    list[i] = x:narrow(self.dim, at, length)
    at = at + length
  end
  return list
end, tensor.cat)
side_by_side("StackTransform", function(self, x) return x:unbind(self.dim) end, tensor.stack)

return transforms
