--- Constraints: which values a parameter or a sample may have.
---
--- A constraint has `check(value)`, a bool tensor without the constraint's own `event_dim`
--- dimensions; `is_discrete`; and a printed form. Sources: torch.distributions.constraints.

local class = require "luma.class"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

---@class distributions.Constraint
---@field is_discrete boolean
---@field event_dim integer how many last dimensions belong to one value
local Constraint = class("Constraint")
Constraint.is_discrete = false
Constraint.event_dim = 0
function Constraint:init(fields)
  for key, value in pairs(fields) do self[key] = value end
end
function Constraint:__tostring() return self.text end

local constraints = {Constraint = Constraint}

-- The methods are colon calls: a constraint is an object.
local function define(text, check, fields)
  fields = fields or {}
  fields.text = text
  fields.check = function(_, value) return check(value) end
  return Constraint(fields)
end

local function show(bound)
  if tensor.is_tensor(bound) then
    return bound:numel() == 1 and ("%g"):format(bound:item())
      or ("tensor of shape %s"):format(tostring(bound.shape))
  end
  return ("%g"):format(bound)
end

---Of a distribution whose support or parameters depend on others.
constraints.dependent = define("dependent", function()
  fail("constraints: 'dependent' cannot be checked by itself")
end)
function constraints.is_dependent(constraint) return constraint == constraints.dependent end

local discrete = {is_discrete = true}
local function is_integer(v) return v:remainder(1):eq(0) end

constraints.boolean = define("boolean", function(v) return v:eq(0) | v:eq(1) end, {
  is_discrete = true,
})
constraints.real = define("real", function(v) return v:eq(v) end)
constraints.nonnegative_integer = define("nonnegative_integer", function(v)
  return is_integer(v) & v:ge(0)
end, discrete)
constraints.positive_integer = define("positive_integer", function(v)
  return is_integer(v) & v:ge(1)
end, {is_discrete = true})

function constraints.integer_interval(lower, upper)
  return define(("integer_interval(%s, %s)"):format(show(lower), show(upper)), function(v)
    return is_integer(v) & v:ge(lower) & v:le(upper)
  end, {is_discrete = true, lower_bound = lower, upper_bound = upper})
end
function constraints.greater_than(bound)
  return define(("greater_than(%s)"):format(show(bound)), function(v) return v:gt(bound) end,
    {kind = "greater_than", lower_bound = bound})
end
function constraints.greater_than_eq(bound)
  return define(("greater_than_eq(%s)"):format(show(bound)), function(v) return v:ge(bound) end,
    {kind = "greater_than", lower_bound = bound})
end
function constraints.less_than(bound)
  return define(("less_than(%s)"):format(show(bound)), function(v) return v:lt(bound) end,
    {kind = "less_than", upper_bound = bound})
end
function constraints.interval(lower, upper)
  return define(("interval(%s, %s)"):format(show(lower), show(upper)), function(v)
    return v:ge(lower) & v:le(upper)
  end, {kind = "interval", lower_bound = lower, upper_bound = upper})
end
function constraints.half_open_interval(lower, upper)
  return define(("half_open_interval(%s, %s)"):format(show(lower), show(upper)), function(v)
    return v:ge(lower) & v:lt(upper)
  end, {kind = "interval", lower_bound = lower, upper_bound = upper})
end

local function named(text, constraint)
  constraint.text = text
  return constraint
end
constraints.positive = named("positive", constraints.greater_than(0))
constraints.nonnegative = named("nonnegative", constraints.greater_than_eq(0))
constraints.unit_interval = named("unit_interval", constraints.interval(0, 1))

---A constraint whose last n batch dimensions belong to the event.
function constraints.independent(base, n)
  return define(("independent(%s, %d)"):format(tostring(base), n), function(v)
    local ok = base:check(v)
    if n == 0 then return ok end
    local dims = {}
    for i = 1, n do dims[i] = -i end
    return ok:all(dims)
  end, {
    is_discrete = base.is_discrete, event_dim = base.event_dim + n, kind = "independent",
    base = base,
  })
end
constraints.real_vector = named("real_vector", constraints.independent(constraints.real, 1))

-- Rows that sum to 1 within what rounding leaves.
constraints.simplex = define("simplex", function(v)
  return v:ge(0):all(-1) & (v:sum(-1) - 1):abs():lt(1e-6)
end, {event_dim = 1})
constraints.one_hot = define("one_hot", function(v)
  return (v:eq(0) | v:eq(1)):all(-1) & v:sum(-1):eq(1)
end, {is_discrete = true, event_dim = 1})
function constraints.multinomial(upper)
  return define(("multinomial(%s)"):format(show(upper)), function(v)
    return v:ge(0):all(-1) & v:sum(-1):le(upper)
  end, {is_discrete = true, event_dim = 1})
end

local function is_lower(v) return v:tril():eq(v):all{dim = {-2, -1}} end
local function diagonal_positive(v) return v:diagonal(0, -2, -1):gt(0):all(-1) end
local function is_symmetric(v)
  return (v - v.mT):abs():le(v.mT:abs() * 1e-5 + 1e-6):all{dim = {-2, -1}}
end
local matrix = {event_dim = 2}
constraints.lower_triangular = define("lower_triangular", is_lower, matrix)
constraints.lower_cholesky = define("lower_cholesky", function(v)
  return is_lower(v) & diagonal_positive(v)
end, {event_dim = 2})
constraints.corr_cholesky = define("corr_cholesky", function(v)
  local tolerance = tensor.finfo(v.dtype).eps * v:size(-1) * 10
  local norm = (v:detach() * v:detach()):sum(-1):sqrt()
  return is_lower(v) & diagonal_positive(v) & (norm - 1):abs():le(tolerance):all(-1)
end, {event_dim = 2})
constraints.square = define("square", function(v)
  return tensor.full(require "luma.distributions.parameters".piece(v.shape, 1, #v.shape - 2),
    v:size(-1) == v:size(-2), {dtype = "bool"})
end, {event_dim = 2})
constraints.symmetric = define("symmetric", is_symmetric, {event_dim = 2})
constraints.positive_semidefinite = define("positive_semidefinite", function(v)
  return is_symmetric(v) & tensor.linalg.eigvalsh(v):ge(0):all(-1)
end, {event_dim = 2})
constraints.positive_definite = define("positive_definite", function(v)
  local _, info = tensor.linalg.cholesky_ex(v)
  return is_symmetric(v) & info:eq(0)
end, {event_dim = 2})

---Pieces of one dimension, each with a constraint and a length.
function constraints.cat(list, dim, lengths)
  dim = dim or 1
  return define("cat", function(v)
    local checks, at = {}, 1
    for i, constraint in ipairs(list) do
      local length = lengths and lengths[i] or 1
      checks[i] = constraint:check(v:narrow(dim, at, length))
      at = at + length
    end
    return tensor.cat(checks, dim)
  end)
end

---Slices of one dimension, each with a constraint.
function constraints.stack(list, dim)
  dim = dim or 1
  return define("stack", function(v)
    local checks = {}
    for i, constraint in ipairs(list) do checks[i] = constraint:check(v:select(dim, i)) end
    return tensor.stack(checks, dim)
  end)
end

return constraints
