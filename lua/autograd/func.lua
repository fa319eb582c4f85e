--- autograd.func: functions that make functions which compute derivatives, as torch.func.
---
--- What is differentiated may be a tensor or tables of tensors in each other, such as a table of
--- parameters by name; gradients have the same structure. Arguments count from 1. The functions
--- nest.
--- A result is itself differentiable where one of the arguments requires grad.

local tensor = require "luma.tensor"
local autograd = require "luma.autograd"
local arguments = require "luma.arguments"
local fail = require "luma.fail"
local lazy = require "luma.lazy"
local tree = require "luma.tree"

local func = {}

-- ---------------------------------------------------------------- one application

local function callable(f) return type(f) == "function" or (getmetatable(f) or {}).__call ~= nil end

local function check_function(name, f)
  if not callable(f) then fail("func.%s: f must be a function, got %s", name, type(f)) end
end

-- The positions to differentiate as a list of positive ones, and whether a list was given.
local function positions(name, argnums, count)
  local is_list = type(argnums) == "table"
  local result = {}
  for i, n in ipairs(is_list and argnums or {argnums}) do
    local p = type(n) == "number" and math.tointeger(n)
    if p == 0 then fail("func.%s: argnums: there is no argument 0, Luma counts from 1", name) end
    if p and p < 0 then p = p + count + 1 end
    if not p or p < 1 or p > count then
      fail("func.%s: argnums: there is no argument %s, %d were given", name, tostring(n), count)
    end
    result[i] = p
  end
  if #result == 0 then fail("func.%s: argnums is empty", name) end
  return result, is_list
end

-- A place of its own in the graph for a tensor: gradients stop there unless it asked for its own.
local function fresh(name, x)
  if not x:is_floating_point() and not x:is_complex() then
    fail("func.%s: only floating-point tensors have gradients, got %s", name, x.dtype)
  end
  if x.requires_grad then return x:view_as(x) end
  return x:detach():requires_grad_()
end

-- The arguments with those at `places` made fresh; the fresh tensors, and whether results stay
-- differentiable.
local function prepare(name, args, places)
  local copy, leaves, attached = table.move(args, 1, args.n, 1, {n = args.n}), {}, false
  for i = 1, args.n do
    for _, x in ipairs(tree.leaves(args[i])) do attached = attached or x.requires_grad end
  end
  for _, p in ipairs(places) do
    copy[p] = tree.map(args[p], function(x)
      leaves[#leaves + 1] = fresh(name, x)
      return leaves[#leaves]
    end)
  end
  if #leaves == 0 then fail("func.%s: there is no tensor to differentiate by", name) end
  return copy, leaves, attached
end

local function settled(value, attached)
  if attached then return value end
  return tree.map(value, function(x) return x.requires_grad and x:detach() or x end)
end

-- What f returns as one value, in a list where there are several, and the extra result.
local function run(name, f, args, has_aux)
  local results = table.pack(f(table.unpack(args, 1, args.n)))
  local aux
  if has_aux then
    if results.n < 2 then
      fail("func.%s: with has_aux f must return a result and something else", name)
    end
    aux = results[results.n]
    results[results.n] = nil
    results.n = results.n - 1
  end
  local value = results.n == 1 and results[1] or table.move(results, 1, results.n, 1, {})
  if #tree.leaves(value) == 0 then fail("func.%s: f must return tensors", name) end
  return value, aux
end

-- Gradients of outputs (by seeds) for leaves, zeros where there is none.
local function gradients(outputs, leaves, seeds, flags)
  local outs, given = {}, {}
  for i, out in ipairs(outputs) do
    if out.requires_grad then
      outs[#outs + 1] = out
      given[#outs] = seeds and seeds[i] or nil
    end
  end
  flags.allow_unused = true
  local grads = #outs > 0 and {autograd.grad(outs, leaves, seeds and given or nil, flags)} or {}
  for i, x in ipairs(leaves) do grads[i] = grads[i] or tensor.zeros_like(x) end
  return grads
end

-- Gradients in the structure of the arguments at `places`: of one, or a list of them.
local function structured(grads, args, places, is_list)
  local result, at = {}, 0
  for i, p in ipairs(places) do
    local n = #tree.leaves(args[p])
    result[i] = tree.fill(args[p], table.move(grads, at + 1, at + n, 1, {}))
    at = at + n
  end
  if is_list then return result end
  return result[1]
end

-- ---------------------------------------------------------------- gradients

local function value_and_gradient(name, f, argnums, has_aux, args)
  local places, is_list = positions(name, argnums, args.n)
  local copy, leaves, attached = prepare(name, args, places)
  local value, aux = run(name, f, copy, has_aux)
  if not tensor.is_tensor(value) or value:dim() ~= 0 then
    fail("func.%s: f must return a tensor without dimensions, got %s", name,
      tensor.is_tensor(value) and "shape " .. tostring(value.shape) or "several results")
  end
  local grads = gradients({value}, leaves, nil, {create_graph = attached})
  grads = settled(structured(grads, args, places, is_list), attached)
  return grads, settled(value, attached), settled(aux, attached)
end

local function maker(name, finish)
  local read = arguments("func." .. name, {
    {"func", "any"}, {"argnums", "any?", 1}, {"has_aux", "boolean?", false},
  })
  return function(...)
    local f, argnums, has_aux = read(...)
    check_function(name, f)
    return function(...)
      return finish(has_aux, autograd.enable_grad(value_and_gradient, name, f, argnums, has_aux,
        table.pack(...)))
    end
  end
end

---A function that gives the gradient of f for one of its arguments, or a list for several.
---@param f fun(...): luma.tensor, any its result has no dimensions; a second one with has_aux
---@param argnums? integer|integer[] which arguments, the first when left out
---@param has_aux? boolean
---@return fun(...): any, any # gives the gradient, and f's second result with has_aux
func.grad = maker("grad", function(has_aux, grads, _, aux)
  if has_aux then return grads, aux end
  return grads
end)

---The same, followed by f's result.
---@return fun(...): any, luma.tensor, any # gradient, value, and f's second result with has_aux
func.grad_and_value = maker("grad_and_value", function(has_aux, grads, value, aux)
  if has_aux then return grads, value, aux end
  return grads, value
end)

-- ---------------------------------------------------------------- products with the jacobian

local function last_options(name, args, known)
  local options = args[args.n]
  if type(options) ~= "table" or getmetatable(options) or next(options) == nil then return {} end
  for key in pairs(options) do
    if not known[key] then return {} end
  end
  for key, value in pairs(options) do
    if type(value) ~= "boolean" then fail("func.%s: %s must be true or false", name, key) end
  end
  args[args.n] = nil
  args.n = args.n - 1
  return options
end

local function all_places(args)
  local places = {}
  for i = 1, args.n do
    if #tree.leaves(args[i]) > 0 then places[#places + 1] = i end
  end
  return places
end

-- Seeds with the structure of a value.
local function fitting(name, seeds, like, what)
  local list, wanted = tree.leaves(seeds), tree.leaves(like)
  if #list ~= #wanted then
    fail("func.%s: %d tensors given for %d %s", name, #list, #wanted, what)
  end
  for i, x in ipairs(wanted) do
    if tostring(x.shape) ~= tostring(list[i].shape) then
      fail("func.%s: a tensor of shape %s was given for %s of shape %s", name,
        tostring(list[i].shape), what, tostring(x.shape))
    end
  end
  return list
end

---f's result, and a function that multiplies what it is given, shaped as that result, with the
---jacobian.
---@param f fun(...): any
---@param ... any the arguments; at the end {has_aux = true} if f returns something else, too
---@return any output
---@return fun(...): any ... gives one gradient for each argument
---@return any aux
function func.vjp(f, ...)
  check_function("vjp", f)
  local args = table.pack(...)
  local has_aux = last_options("vjp", args, {has_aux = true}).has_aux
  local places = all_places(args)
  local copy, leaves, attached = prepare("vjp", args, places)
  local value, aux = autograd.enable_grad(run, "vjp", f, copy, has_aux)
  local outputs = tree.leaves(value)
  local function pull(...)
    local seeds = table.pack(...)
    seeds = fitting("vjp", seeds.n == 1 and seeds[1] or seeds, value, "outputs")
    local keep = attached
    for _, seed in ipairs(seeds) do keep = keep or seed.requires_grad end
    local grads = autograd.enable_grad(gradients, outputs, leaves, seeds,
      {retain_graph = true, create_graph = keep})
    return table.unpack(settled(structured(grads, args, places, true), keep))
  end
  if has_aux then return settled(value, attached), pull, settled(aux, attached) end
  return settled(value, attached), pull
end

-- The derivative of outputs along v, by passing backward twice.
local function push(outputs, leaves, v, create_graph)
  local seeds = {}
  for i, out in ipairs(outputs) do seeds[i] = tensor.zeros_like(out):requires_grad_() end
  local back = gradients(outputs, leaves, seeds, {create_graph = true, retain_graph = true})
  return gradients(back, seeds, v, {create_graph = create_graph, retain_graph = true})
end

local function linear(name, f, args, has_aux)
  local copy, leaves, attached = prepare(name, args, all_places(args))
  local value, aux = autograd.enable_grad(run, name, f, copy, has_aux)
  local function along(tangents)
    local v = fitting(name, tangents, args, "inputs")
    local keep = attached
    for _, x in ipairs(v) do keep = keep or x.requires_grad end
    local result = autograd.enable_grad(push, tree.leaves(value), leaves, v, keep)
    return settled(tree.fill(value, result), keep)
  end
  return settled(value, attached), along, settled(aux, attached)
end

---f's result and its derivative along the tangents, shaped as that result.
---@param f fun(...): any
---@param primals any[] the list of arguments
---@param tangents any[] shaped as they are
---@param options? {has_aux: boolean?}
---@return any output
---@return any jvp
---@return any aux
function func.jvp(f, primals, tangents, options)
  check_function("jvp", f)
  if tensor.is_tensor(primals) then primals = {primals} end
  if tensor.is_tensor(tangents) then tangents = {tangents} end
  if type(primals) ~= "table" or type(tangents) ~= "table" then
    fail("func.jvp: primals and tangents must be lists of arguments")
  end
  local has_aux = type(options) == "table" and options.has_aux or options == true
  local args = table.move(primals, 1, #primals, 1, {n = #primals})
  local value, along, aux = linear("jvp", f, args, has_aux)
  if has_aux then return value, along(tangents), aux end
  return value, along(tangents)
end

---f's result, and a function that gives the derivative along the tangents it is given.
---@param f fun(...): any
---@param ... any the arguments
---@return any output
---@return fun(...): any jvp
function func.linearize(f, ...)
  check_function("linearize", f)
  local value, along = linear("linearize", f, table.pack(...), false)
  return value, function(...) return along(table.pack(...)) end
end

-- ---------------------------------------------------------------- jacobians

local function joined(a, b)
  local shape = table.move(a, 1, #a, 1, {})
  return table.move(b, 1, #b, #shape + 1, shape)
end

-- d out / d leaf for each leaf.
local function rows_of(out, leaves, attached)
  local rows, flat = {}, out:reshape(-1)
  for k = 1, flat:numel() do
    local grads = gradients({flat[k]}, leaves, nil, {retain_graph = true, create_graph = attached})
    for i, g in ipairs(grads) do
      rows[i] = rows[i] or {}
      rows[i][k] = g
    end
  end
  local result = {}
  for i, x in ipairs(leaves) do
    local shape = joined(out.shape, x.shape)
    result[i] = rows[i] and tensor.stack(rows[i]):reshape(shape)
      or tensor.zeros(shape, {dtype = x.dtype, device = x.device})
  end
  return result
end

local function jacobian(name, f, argnums, has_aux, args)
  local places, is_list = positions(name, argnums, args.n)
  local copy, leaves, attached = prepare(name, args, places)
  local value, aux = run(name, f, copy, has_aux)
  local result = tree.map(value, function(out)
    return structured(rows_of(out, leaves, attached), args, places, is_list)
  end)
  return settled(result, attached), settled(aux, attached)
end

local function jacobian_maker(name)
  local read = arguments("func." .. name, {
    {"func", "any"}, {"argnums", "any?", 1}, {"has_aux", "boolean?", false},
    {"chunk_size", "integer?"}, {"randomness", "string?", "error"},
  })
  return function(...)
    local f, argnums, has_aux = read(...)
    check_function(name, f)
    return function(...)
      local result, aux = autograd.enable_grad(jacobian, name, f, argnums, has_aux, table.pack(...))
      if has_aux then return result, aux end
      return result
    end
  end
end

---A function that gives the jacobian of f for one of its arguments: output.shape + input.shape; in
---the structure of the output, and of the argument inside that.
---@param f fun(...): any
---@param argnums? integer|integer[]
---@param has_aux? boolean
---@return fun(...): any, any
func.jacrev = jacobian_maker("jacrev")

---The same; both are computed row by row, backward.
func.jacfwd = jacobian_maker("jacfwd")

---A function that gives the hessian of f: input.shape + input.shape.
---@param f fun(...): luma.tensor
---@param argnums? integer|integer[]
---@return fun(...): any
function func.hessian(f, argnums) return func.jacfwd(func.jacrev(f, argnums), argnums) end

return lazy("luma.autograd.func", func)
