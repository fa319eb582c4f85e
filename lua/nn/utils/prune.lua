--- nn.utils.prune: parameters with elements held at zero. A pruned parameter `weight` becomes
--- `weight_orig` beside a buffer `weight_mask`, and the field `weight`, their product, is computed
--- before each forward. Pruning again combines the masks.
---
--- A method is a class with a PRUNING_TYPE ("unstructured", "structured" or "global") and a method
--- compute_mask(t, default_mask), made by prune.class(name).

local fail = require "luma.fail"
local hook = require "luma.nn.utils._hook"
local is_module = require "luma.nn.module.is_module"
local is_options = require "luma.nn.module.is_options"
local new_class = require "luma.class"
local parameters_to_vector = require "luma.nn.utils.convert_parameters".parameters_to_vector
local tensor = require "luma.tensor"

local prune = {}

-- ---------------------------------------------------------------- what methods share

---@class nn.utils.prune.BasePruningMethod
---@field PRUNING_TYPE string
---@field name string the parameter it prunes
local Base = new_class("BasePruningMethod")
prune.BasePruningMethod = Base
Base.kind = "pruning"

function Base:__call(module) module[self.name] = self:apply_mask(module) end

---Which elements stay: the mask with zeros where t is to lose some; for subclasses.
---@param t Tensor what the elements are judged by
---@param default_mask Tensor the mask so far, of t's shape
---@return Tensor
function Base:compute_mask(t, default_mask) -- luacheck: no unused args
  fail("prune: %s has no method compute_mask", getmetatable(self).__name)
end

---@return Tensor the parameter of a pruned module with its mask
function Base:apply_mask(module)
  local original = module[self.name .. "_orig"]
  return module[self.name .. "_mask"]:to(original.dtype) * original
end

---A tensor pruned once, outside any module.
---@param t Tensor
---@param default_mask? Tensor
---@param importance_scores? Tensor what elements are judged by, in the place of their values
---@return Tensor
function Base:prune(t, default_mask, importance_scores)
  if is_options(default_mask) then
    default_mask, importance_scores = default_mask.default_mask, default_mask.importance_scores
  end
  if importance_scores and importance_scores.shape ~= t.shape then
    fail("prune: importance_scores have shape %s, and the tensor %s", importance_scores.shape,
      t.shape)
  end
  return t * self:compute_mask(importance_scores or t, default_mask or tensor.ones_like(t))
end

---Ends the pruning of a module: the parameter is itself again, with zeros.
function Base:remove(module)
  local weight = self:apply_mask(module):detach()
  local original = module[self.name .. "_orig"]
  for _, suffix in ipairs{"", "_orig", "_mask"} do hook.take_out(module, self.name .. suffix) end
  original.data = weight
  module:register_parameter(self.name, original)
end

---Makes a class of pruning methods.
---@param name string
---@param base? table default prune.BasePruningMethod
---@return table
function prune.class(name, base) return new_class(name, base or Base) end

-- ---------------------------------------------------------------- several, one after the other

local Container = prune.class("PruningContainer")
prune.PruningContainer = Container
Container.PRUNING_TYPE = "unstructured"

function Container:init(first)
  self.methods, self.name = {first}, first and first.name
end

function Container:add_pruning_method(method)
  if type(method) ~= "table" or method.kind ~= "pruning" then
    fail("prune: a pruning method is needed, got a %s", type(method))
  elseif method.name ~= self.name then
    fail("prune: the methods of a container prune one parameter: it is %q, not %q", self.name,
      tostring(method.name))
  end
  self.methods[#self.methods + 1] = method
end

function Container:__len() return #self.methods end

-- The dimension of a structured method, from 1 on.
local function dim_of(t, dim)
  local n = t.ndim
  if math.type(dim) ~= "integer" or dim == 0 or dim > n or dim < -n then
    fail("prune: dim must lie in 1 .. %d (or -%d .. -1), got %s%s", n, n, tostring(dim),
      dim == 0 and "; Luma counts from 1" or "")
  end
  return dim < 0 and n + 1 + dim or dim
end

---The last method's choice among what the mask has left.
function Container:compute_mask(t, default_mask)
  local method = self.methods[#self.methods]
  local mask = default_mask:to(t.dtype):clone()
  if method.PRUNING_TYPE == "unstructured" then
    local left = default_mask:reshape(-1):eq(1)
    local part = method:compute_mask(t:reshape(-1)[left], mask:reshape(-1)[left])
    mask = mask:reshape(-1)
    mask[left] = part:to(mask.dtype)
    return mask:reshape(t.shape)
  elseif method.PRUNING_TYPE == "structured" then
    local dim = dim_of(t, method.dim)
    local others = {}
    for d = 1, t.ndim do
      if d ~= dim then others[#others + 1] = d end
    end
    local left = default_mask:sum(others):ne(0):nonzero():reshape(-1)
    local part = method:compute_mask(t:index_select(dim, left), mask:index_select(dim, left))
    return mask:index_copy(dim, left, part:to(mask.dtype))
  elseif method.PRUNING_TYPE == "global" then
    return method:compute_mask(t, mask)
  end
  fail("prune: PRUNING_TYPE must be \"unstructured\", \"structured\" or \"global\", %s has %q",
    getmetatable(method).__name, tostring(method.PRUNING_TYPE))
end

-- ---------------------------------------------------------------- pruning a module

local function start(method, module, name, scores)
  hook.check_module("prune", module)
  method.name = name
  local handle = hook.find(module, "pruning", name)
  if not handle then hook.parameter("prune", module, name) end
  local current = module[name]
  if scores ~= nil and (not tensor.is_tensor(scores) or scores.shape ~= current.shape) then
    fail("prune: importance_scores must be a tensor of shape %s, as %q is", current.shape, name)
  end
  local container = handle and (getmetatable(handle.f) == Container and handle.f
    or Container(handle.f))
  if container then container:add_pruning_method(method) end
  local judged = (scores or current):detach()
  local ok, mask = pcall(function()
    local so_far = container and module[name .. "_mask"]:detach():clone()
      or tensor.ones_like(judged)
    return (container or method):compute_mask(judged, so_far)
  end)
  if not ok then
    if container then table.remove(container.methods) end
    error(mask, 0)
  end
  if container then
    handle.f = container
    module[name .. "_mask"] = mask
  else
    hook.take_out(module, name)
    module:register_parameter(name .. "_orig", current)
    module:register_buffer(name .. "_mask", mask)
    module:register_forward_pre_hook(method)
  end
  module[name] = method:apply_mask(module)
  return container or method
end

-- Gives a class `apply`: PRUNED = Class.apply(module, name, ...), where ... are the class's own
-- arguments and then, or in a table of options, importance_scores.
local function applies(class, names)
  function class.apply(module, name, ...)
    local values, options = {...}, nil
    local n = select("#", ...)
    if n > 0 and is_options(values[n]) then options, values[n] = values[n], nil end
    for key, value in pairs(options or {}) do
      local at = key == "importance_scores" and #names + 1
      for i, candidate in ipairs(names) do at = candidate == key and i or at end
      if not at then
        fail("prune: there is no option %q, the names are: %s, importance_scores", key,
          table.concat(names, ", "))
      end
      values[at] = value
    end
    return start(class(table.unpack(values, 1, #names)), module, name, values[#names + 1])
  end
end

-- The functions are the classes' twins that return the module.
local function twin(class)
  return function(module, name, ...)
    class.apply(module, name, ...)
    return module
  end
end

-- ---------------------------------------------------------------- amounts

local function check_amount(amount)
  if type(amount) ~= "number" then
    fail("prune: amount must be a number, got a %s", type(amount))
  elseif amount < 0 or amount ~= amount or (math.type(amount) == "float" and amount > 1) then
    fail("prune: amount must be a share from 0.0 to 1.0 or a number of elements from 0 on, got %s",
      amount)
  end
  return amount
end

-- How many of `size`: an integer is that many, a float that share, rounded to even at a half.
local function count_of(amount, size)
  if math.type(amount) == "integer" then
    if amount > size then
      fail("prune: amount = %d must be at most the number of elements or slices, %d", amount, size)
    end
    return amount
  end
  local exact = amount * size
  local below = math.floor(exact)
  if exact - below > 0.5 or (exact - below == 0.5 and below % 2 == 1) then below = below + 1 end
  return below
end

-- ---------------------------------------------------------------- single elements

local Identity = prune.class("Identity")
Identity.PRUNING_TYPE = "unstructured"
function Identity.compute_mask(_, _, default_mask) return default_mask end
applies(Identity, {})
prune.Identity = Identity

---A mask of ones: the parameter is as if pruned.
---@param module nn.Module @param name string
---@return nn.Module module
prune.identity = twin(Identity)

local RandomUnstructured = prune.class("RandomUnstructured")
RandomUnstructured.PRUNING_TYPE = "unstructured"
function RandomUnstructured:init(amount) self.amount = check_amount(amount) end

-- A mask that loses the `count` elements of least score.
local function without_least(scores, default_mask, count)
  local mask = default_mask:clone()
  if count == 0 then return mask end
  local _, places = scores:reshape(-1):topk(count, -1, false)
  return mask:reshape(-1):index_fill(1, places, 0):reshape(mask.shape)
end

function RandomUnstructured:compute_mask(t, default_mask)
  local count = count_of(self.amount, t:numel())
  return without_least(tensor.rand(t.shape, {device = t.device}), default_mask, count)
end
applies(RandomUnstructured, {"amount"})
prune.RandomUnstructured = RandomUnstructured

---Loses elements at random.
---@param module nn.Module @param name string
---@param amount number a float: the share; an integer: how many
---@return nn.Module module
prune.random_unstructured = twin(RandomUnstructured)

local L1Unstructured = prune.class("L1Unstructured")
L1Unstructured.PRUNING_TYPE = "unstructured"
function L1Unstructured:init(amount) self.amount = check_amount(amount) end
function L1Unstructured:compute_mask(t, default_mask)
  return without_least(t:abs(), default_mask, count_of(self.amount, t:numel()))
end
applies(L1Unstructured, {"amount"})
prune.L1Unstructured = L1Unstructured

---Loses the elements of least absolute value.
---@param module nn.Module @param name string
---@param amount number a float: the share; an integer: how many
---@param importance_scores? Tensor in the place of the values
---@return nn.Module module
prune.l1_unstructured = twin(L1Unstructured)

-- ---------------------------------------------------------------- slices

local function check_structured(t)
  if t.ndim < 2 then
    fail("prune: structured pruning needs two or more dimensions, the tensor has shape %s", t.shape)
  end
end

-- A mask that keeps only these positions of dimension dim.
local function keeping(t, default_mask, dim, places)
  local mask = tensor.zeros_like(t):index_fill(dim, places, 1)
  return mask * default_mask:to(mask.dtype)
end

local RandomStructured = prune.class("RandomStructured")
RandomStructured.PRUNING_TYPE = "structured"
function RandomStructured:init(amount, dim)
  self.amount, self.dim = check_amount(amount), dim == nil and -1 or dim
end
function RandomStructured:compute_mask(t, default_mask)
  check_structured(t)
  local dim = dim_of(t, self.dim)
  local size = t:size(dim)
  local count = count_of(self.amount, size)
  if count == 0 then return default_mask end
  local order = tensor.randperm(size, {device = t.device})
  return keeping(t, default_mask, dim, order:narrow(1, 1, size - count))
end
applies(RandomStructured, {"amount", "dim"})
prune.RandomStructured = RandomStructured

---Loses slices at random.
---@param module nn.Module @param name string
---@param amount number a float: the share; an integer: how many
---@param dim? integer along which the slices lie, default -1
---@return nn.Module module
prune.random_structured = twin(RandomStructured)

local LnStructured = prune.class("LnStructured")
LnStructured.PRUNING_TYPE = "structured"
function LnStructured:init(amount, n, dim)
  self.amount, self.n, self.dim = check_amount(amount), n, dim == nil and -1 or dim
  if type(n) ~= "number" and n ~= "fro" and n ~= "nuc" then
    fail('prune: n must be the order of a norm: a number, "fro" or "nuc", got %s', tostring(n))
  end
end

local function norms_of(t, n, dim)
  local others = {}
  for d = 1, t.ndim do
    if d ~= dim then others[#others + 1] = d end
  end
  if n == "nuc" or (n == "fro" and #others == 2) then
    if #others ~= 2 then
      fail('prune: the norm "nuc" needs slices of two dimensions, they have %d', #others)
    end
    return tensor.linalg.matrix_norm(t, n, others)
  end
  return tensor.linalg.vector_norm(t, n == "fro" and 2 or n, others)
end

function LnStructured:compute_mask(t, default_mask)
  check_structured(t)
  local dim = dim_of(t, self.dim)
  local size = t:size(dim)
  local count = count_of(self.amount, size)
  if count == 0 then return default_mask end
  local _, places = norms_of(t, self.n, dim):topk(size - count)
  return keeping(t, default_mask, dim, places)
end
applies(LnStructured, {"amount", "n", "dim"})
prune.LnStructured = LnStructured

---Loses the slices of least norm.
---@param module nn.Module @param name string
---@param amount number a float: the share; an integer: how many
---@param n number|string the order of the norm, also "fro" or "nuc"
---@param dim? integer along which the slices lie, default -1
---@param importance_scores? Tensor in the place of the values
---@return nn.Module module
prune.ln_structured = twin(LnStructured)

-- ---------------------------------------------------------------- masks, and several parameters

local CustomFromMask = prune.class("CustomFromMask")
CustomFromMask.PRUNING_TYPE = "global"
function CustomFromMask:init(mask)
  if not tensor.is_tensor(mask) then
    fail("prune: mask must be a tensor, got a %s", type(mask))
  end
  self.mask = mask
end
function CustomFromMask:compute_mask(_, default_mask)
  if default_mask.shape ~= self.mask.shape then
    fail("prune: the mask has shape %s, and the parameter %s", self.mask.shape, default_mask.shape)
  end
  return default_mask * self.mask:to(default_mask.dtype)
end
applies(CustomFromMask, {"mask"})
prune.CustomFromMask = CustomFromMask

---Loses the elements where a mask is 0.
---@param module nn.Module @param name string
---@param mask Tensor
---@return nn.Module module
prune.custom_from_mask = twin(CustomFromMask)

---Prunes several parameters together, as if they were one: a share of all their elements.
---@param parameters {[1]: nn.Module, [2]: string}[] pairs of a module and a name
---@param pruning_method table an unstructured class, such as prune.L1Unstructured
---@param options table what the class takes, such as {amount = 0.2}; and importance_scores: a table
---[module][name] of tensors
function prune.global_unstructured(parameters, pruning_method, options)
  if type(parameters) ~= "table" or getmetatable(parameters) then
    fail("global_unstructured: a list of pairs {module, name} is needed, got a %s",
      type(parameters))
  elseif type(pruning_method) ~= "table" or pruning_method.kind ~= "pruning" then
    fail("global_unstructured: a class of pruning methods is needed, such as prune.L1Unstructured")
  elseif pruning_method.PRUNING_TYPE ~= "unstructured" then
    fail("global_unstructured: only methods of PRUNING_TYPE \"unstructured\" can do it, %s is %q",
      pruning_method.__name, tostring(pruning_method.PRUNING_TYPE))
  end
  options = options or {}
  local scores, masks = {}, {}
  for i, pair in ipairs(parameters) do
    if type(pair) ~= "table" then
      fail("global_unstructured: entry %d must be a pair {module, name}, got a %s", i, type(pair))
    end
    local module, name = pair[1], pair[2]
    if not is_module(module) or not tensor.is_tensor(module[name]) then
      fail("global_unstructured: entry %d must be a pair {module, name} of a parameter", i)
    end
    local given = options.importance_scores and options.importance_scores[module]
    scores[i] = (given and given[name] or module[name]):detach()
    masks[i] = module[name .. "_mask"] or tensor.ones_like(module[name]:detach())
  end
  local method = pruning_method(options.amount)
  method.name = "all"
  local container = Container(method)
  local mask = container:compute_mask(parameters_to_vector(scores), parameters_to_vector(masks))
  local first = 1
  for _, pair in ipairs(parameters) do
    local value = pair[1][pair[2]]
    local count = value:numel()
    prune.custom_from_mask(pair[1], pair[2], mask:narrow(1, first, count):reshape(value.shape))
    first = first + count
  end
end

---Ends the pruning of a parameter: it is itself again, with zeros.
---@param module nn.Module @param name string
---@return nn.Module module
function prune.remove(module, name)
  hook.check_module("prune.remove", module)
  local handle = hook.find(module, "pruning", name)
  if not handle then
    fail("prune.remove: %q of %s is not pruned", tostring(name), getmetatable(module).__name)
  end
  handle.f:remove(module)
  handle:remove()
  return module
end

---Says whether any parameter of a module, or of one below it, is pruned.
---@param module nn.Module
---@return boolean
function prune.is_pruned(module)
  hook.check_module("prune.is_pruned", module)
  for m in module:modules() do
    if hook.find(m, "pruning", false) then return true end
  end
  return false
end

return prune
