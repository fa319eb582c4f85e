--- autograd.functional: derivatives of functions, as functions: jacobian, hessian and products with
--- them.
---
--- `inputs` is a tensor or a list of them, and f gets them as its arguments. f returns a tensor,
--- several results, or one list. Where PyTorch has a tuple there is a list here: of gradients when
--- `inputs` is a list, of outputs when f gives several.

local tensor = require "luma.tensor"
local autograd = require "luma.autograd"
local arguments = require "luma.arguments"
local fail = require "luma.fail"

local functional = {}

-- ---------------------------------------------------------------- lists

local function list_of(name, what, value)
  if tensor.is_tensor(value) then return {value}, false end
  if type(value) ~= "table" or #value == 0 then
    fail("%s: %s must be a tensor or a list of tensors, got %s", name, what, type(value))
  end
  for i, entry in ipairs(value) do
    if not tensor.is_tensor(entry) then
      fail("%s: entry %d of %s is a %s, not a tensor", name, i, what, type(entry))
    end
  end
  return value, true
end

local function unwrap(list, is_list) if is_list then return list end return list[1] end

-- Inputs of their own; with create_graph what they came from still gets gradients.
local function fresh(inputs, create_graph)
  local list = {}
  for i, x in ipairs(inputs) do
    if not x:is_floating_point() and not x:is_complex() then
      fail("autograd.functional: input %d is %s, only floating-point tensors have gradients", i,
        x.dtype)
    end
    list[i] = create_graph and x.requires_grad and x:view_as(x) or x:detach():requires_grad_()
  end
  return list
end

local function run(name, f, inputs)
  local results = table.pack(f(table.unpack(inputs)))
  if results.n == 1 and type(results[1]) == "table" then
    return list_of(name, "what f returns", results[1])
  end
  if results.n == 0 then fail("%s: f returned nothing", name) end
  for i = 1, results.n do
    if not tensor.is_tensor(results[i]) then
      fail("%s: f must return tensors, result %d is a %s", name, i, type(results[i]))
    end
  end
  local list = table.move(results, 1, results.n, 1, {})
  return list, results.n > 1
end

-- Vectors that fit some tensors; ones when there is just one element.
local function vectors(name, v, like, what)
  if v == nil then
    if #like == 1 and like[1]:numel() == 1 then return {tensor.ones_like(like[1])} end
    fail("%s: v may be left out only where %s is one tensor of one element", name, what)
  end
  local list = list_of(name, "v", v)
  if #list ~= #like then
    fail("%s: v has %d tensors, %s %d", name, #list, what, #like)
  end
  for i, x in ipairs(list) do
    if tostring(x.shape) ~= tostring(like[i].shape) then
      fail("%s: entry %d of v has shape %s, in %s it is %s", name, i, tostring(x.shape), what,
        tostring(like[i].shape))
    end
  end
  return list
end

-- ---------------------------------------------------------------- gradients

-- Gradients of those outputs that have any; nil where an input was not used.
local function gradients(outputs, inputs, seeds, flags)
  local outs, given = {}, {}
  for i, out in ipairs(outputs) do
    if out.requires_grad then
      outs[#outs + 1] = out
      given[#outs] = seeds and seeds[i] or nil
    end
  end
  if #outs == 0 then return {} end
  flags.allow_unused = true
  return {autograd.grad(outs, inputs, seeds and given or nil, flags)}
end

-- Zeros where there is no gradient; with strict that is an error.
local function filled(name, grads, like, strict, create_graph)
  local list = {}
  for i, x in ipairs(like) do
    if strict and not grads[i] then
      fail("%s: f does not depend on input %d, which strict does not allow", name, i)
    elseif strict and create_graph and not grads[i].requires_grad then
      fail("%s: the derivative does not depend on input %d, which strict does not allow", name, i)
    end
    list[i] = grads[i] or tensor.zeros_like(x)
  end
  return list
end

local function finished(list, create_graph)
  if create_graph then return list end
  local plain = {}
  for i, x in ipairs(list) do plain[i] = x:detach() end
  return plain
end

local function check_function(name, f)
  if type(f) ~= "function" and not (getmetatable(f) or {}).__call then
    fail("%s: f must be a function, got %s", name, type(f))
  end
end

local function product(name, read, body)
  return function(...)
    local f, inputs, v, create_graph, strict = read(...)
    check_function(name, f)
    return autograd.enable_grad(body, f, inputs, v, create_graph, strict)
  end
end

local function signature(name)
  return arguments(name, {
    {"func", "any"}, {"inputs", "any"}, {"v", "any?"}, {"create_graph", "boolean?", false},
    {"strict", "boolean?", false},
  })
end

---v times the jacobian of f, by one pass backward.
---@param func fun(...): luma.tensor...
---@param inputs luma.tensor|luma.tensor[]
---@param v? luma.tensor|luma.tensor[] shaped as the outputs
---@param options? {create_graph: boolean?, strict: boolean?}
---@return any outputs
---@return any vjp shaped as inputs
functional.vjp = product("vjp", signature "vjp", function(f, inputs, v, create_graph, strict)
  local given, is_list = list_of("vjp", "inputs", inputs)
  local ins = fresh(given, create_graph)
  local outs, many = run("vjp", f, ins)
  v = vectors("vjp", v, outs, "the outputs")
  local grads = gradients(outs, ins, v, {create_graph = create_graph})
  grads = filled("vjp", grads, ins, strict, create_graph)
  return unwrap(finished(outs, create_graph), many), unwrap(finished(grads, create_graph), is_list)
end)

-- The derivative of outputs along v: the gradient, by its seeds, of the gradient of the outputs.
local function along(name, outs, ins, v, create_graph, strict)
  local seeds = {}
  for i, out in ipairs(outs) do seeds[i] = tensor.zeros_like(out):requires_grad_() end
  local back = filled(name, gradients(outs, ins, seeds, {create_graph = true}), ins, strict)
  local grads = gradients(back, seeds, v, {create_graph = create_graph})
  return filled(name, grads, outs, strict and create_graph, create_graph)
end

---The jacobian of f times v, by passing backward twice.
---@param func fun(...): luma.tensor...
---@param inputs luma.tensor|luma.tensor[]
---@param v? luma.tensor|luma.tensor[] shaped as the inputs
---@param options? {create_graph: boolean?, strict: boolean?}
---@return any outputs
---@return any jvp shaped as the outputs
functional.jvp = product("jvp", signature "jvp", function(f, inputs, v, create_graph, strict)
  local given = list_of("jvp", "inputs", inputs)
  v = vectors("jvp", v, given, "the inputs")
  local ins = fresh(given, create_graph)
  local outs, many = run("jvp", f, ins)
  local result = along("jvp", outs, ins, v, create_graph, strict)
  return unwrap(finished(outs, create_graph), many), unwrap(finished(result, create_graph), many)
end)

-- f's one-element result and its gradient, of which a graph is made.
local function first_gradient(name, f, ins, strict)
  local outs, many = run(name, f, ins)
  if many or outs[1]:numel() ~= 1 then
    fail("%s: f must return one tensor of one element, got %s", name,
      many and "several results" or "shape " .. tostring(outs[1].shape))
  end
  local grads = gradients(outs, ins, nil, {create_graph = true})
  return outs, filled(name, grads, ins, strict, strict)
end

---v times the hessian of f, whose result has one element.
---@param func fun(...): luma.tensor
---@param inputs luma.tensor|luma.tensor[]
---@param v? luma.tensor|luma.tensor[] shaped as the inputs
---@param options? {create_graph: boolean?, strict: boolean?}
---@return luma.tensor output
---@return any vhp shaped as the inputs
functional.vhp = product("vhp", signature "vhp", function(f, inputs, v, create_graph, strict)
  local given, is_list = list_of("vhp", "inputs", inputs)
  v = vectors("vhp", v, given, "the inputs")
  local ins = fresh(given, create_graph)
  local outs, back = first_gradient("vhp", f, ins, strict)
  local grads = gradients(back, ins, v, {create_graph = create_graph})
  local result = filled("vhp", grads, ins, strict, create_graph)
  return finished(outs, create_graph)[1], unwrap(finished(result, create_graph), is_list)
end)

---The hessian of f, whose result has one element, times v.
---@param func fun(...): luma.tensor
---@param inputs luma.tensor|luma.tensor[]
---@param v? luma.tensor|luma.tensor[] shaped as the inputs
---@param options? {create_graph: boolean?, strict: boolean?}
---@return luma.tensor output
---@return any hvp shaped as the inputs
functional.hvp = product("hvp", signature "hvp", function(f, inputs, v, create_graph, strict)
  local given, is_list = list_of("hvp", "inputs", inputs)
  v = vectors("hvp", v, given, "the inputs")
  local ins = fresh(given, create_graph)
  local outs, back = first_gradient("hvp", f, ins, strict)
  local result = along("hvp", back, ins, v, create_graph, strict)
  return finished(outs, create_graph)[1], unwrap(finished(result, create_graph), is_list)
end)

-- ---------------------------------------------------------------- matrices

local function joined(a, b)
  local shape = table.move(a, 1, #a, 1, {})
  return table.move(b, 1, #b, #shape + 1, shape)
end

-- d out / d input for each input, as tensors of shape out.shape + input.shape.
local function jacobian_of(name, out, ins, create_graph, strict)
  local rows = {}
  for i in ipairs(ins) do rows[i] = {} end
  if strict and not out.requires_grad then
    fail("%s: an output does not depend on the inputs, which strict does not allow", name)
  end
  local flat = out:reshape(-1)
  for k = 1, flat:numel() do
    local flags = {retain_graph = true, create_graph = create_graph}
    local grads = gradients({flat[k]}, ins, nil, flags)
    grads = filled(name, grads, ins, strict, create_graph)
    for i in ipairs(ins) do rows[i][k] = grads[i] end
  end
  local result = {}
  for i, x in ipairs(ins) do
    local shape = joined(out.shape, x.shape)
    if #rows[i] == 0 then
      result[i] = tensor.zeros(shape, {dtype = x.dtype, device = x.device})
    else
      result[i] = tensor.stack(rows[i]):reshape(shape)
    end
  end
  return result
end

local function jacobian(f, inputs, create_graph, strict)
  local given, is_list = list_of("jacobian", "inputs", inputs)
  local ins = fresh(given, create_graph)
  local outs, many = run("jacobian", f, ins)
  local result = {}
  for o, out in ipairs(outs) do
    local row = jacobian_of("jacobian", out, ins, create_graph, strict)
    result[o] = unwrap(finished(row, create_graph), is_list)
  end
  return unwrap(result, many)
end

-- Column after column: f runs once, and the derivative along each element of the inputs is that of
-- its gradient by the seeds of the outputs.
local function forward_jacobian(f, inputs)
  local given, is_list = list_of("jacobian", "inputs", inputs)
  local ins = fresh(given, false)
  local outs, many = run("jacobian", f, ins)
  local seeds = {}
  for o, out in ipairs(outs) do seeds[o] = tensor.zeros_like(out):requires_grad_() end
  local back = gradients(outs, ins, seeds, {create_graph = true})
  local result = {}
  for o in ipairs(outs) do result[o] = {} end
  for i, x in ipairs(ins) do
    local columns = {}
    for o in ipairs(outs) do columns[o] = {} end
    for k = 1, x:numel() do
      local direction = tensor.zeros(x:numel(), {dtype = x.dtype, device = x.device})
      direction[k] = 1
      local grads = back[i] and back[i].requires_grad
        and gradients({back[i]}, seeds, {direction:reshape(x.shape)}, {retain_graph = true}) or {}
      for o, out in ipairs(outs) do columns[o][k] = grads[o] or tensor.zeros_like(out) end
    end
    for o, out in ipairs(outs) do
      local shape = joined(out.shape, x.shape)
      result[o][i] = #columns[o] == 0
        and tensor.zeros(shape, {dtype = out.dtype, device = out.device})
        or tensor.stack(columns[o], -1):reshape(shape):detach()
    end
  end
  for o in ipairs(outs) do result[o] = unwrap(result[o], is_list) end
  return unwrap(result, many)
end

-- How a jacobian is made; PyTorch refuses the same combinations.
local function check_strategy(name, argument, strategy, create_graph, strict, vectorize)
  local forward = strategy == "forward-mode"
  if not forward and strategy ~= "reverse-mode" then
    fail('%s: %s must be "reverse-mode" or "forward-mode", got %q', name, argument, strategy)
  end
  local mode = forward and ('%s = "forward-mode"'):format(argument) or "vectorize"
  if forward and create_graph then
    fail("%s: create_graph and %s do not go together: forward-mode makes no graph", name, mode)
  end
  if strict and (forward or vectorize) then
    fail("%s: strict and %s do not go together: only row after row shows what depends on what",
      name, mode)
  end
  if forward and not vectorize then fail("%s: %s needs vectorize = true", name, mode) end
  return forward
end

local read_jacobian = arguments("jacobian", {
  {"func", "any"}, {"inputs", "any"}, {"create_graph", "boolean?", false},
  {"strict", "boolean?", false}, {"vectorize", "boolean?", false},
  {"strategy", "string?", "reverse-mode"},
})

---The jacobian of f: for one output and one input, a tensor of shape output.shape + input.shape.
---@param func fun(...): luma.tensor...
---@param inputs luma.tensor|luma.tensor[]
---@param options? {create_graph: boolean?, strict: boolean?, vectorize: boolean?,
---strategy: string?}
---strict: an output that does not depend on an input is an error instead of zeros; strategy
---"forward-mode" (with vectorize) goes through the inputs instead of the outputs, which costs less
---where there are fewer of them, and makes no graph; vectorize alone changes no value, and does not
---go with strict
---@return any # [output][input], without the lists where there is one of a kind
function functional.jacobian(...)
  local f, inputs, create_graph, strict, vectorize, strategy = read_jacobian(...)
  check_function("jacobian", f)
  if check_strategy("jacobian", "strategy", strategy, create_graph, strict, vectorize) then
    return autograd.enable_grad(forward_jacobian, f, inputs)
  end
  return autograd.enable_grad(jacobian, f, inputs, create_graph, strict)
end

local read_hessian = arguments("hessian", {
  {"func", "any"}, {"inputs", "any"}, {"create_graph", "boolean?", false},
  {"strict", "boolean?", false}, {"vectorize", "boolean?", false},
  {"outer_jacobian_strategy", "string?", "reverse-mode"},
})

---The hessian of f, whose result has one element: a tensor of shape input.shape + input.shape.
---@param func fun(...): luma.tensor
---@param inputs luma.tensor|luma.tensor[]
---@param options? {create_graph: boolean?, strict: boolean?, vectorize: boolean?,
---outer_jacobian_strategy: string?}
---@return any # [input][input] where `inputs` is a list
function functional.hessian(...)
  local f, inputs, create_graph, strict, vectorize, strategy = read_hessian(...)
  check_function("hessian", f)
  local forward = check_strategy("hessian", "outer_jacobian_strategy", strategy, create_graph,
    strict, vectorize)
  local _, is_list = list_of("hessian", "inputs", inputs)
  local function gradient(...)
    local _, grads = first_gradient("hessian", f, {...}, strict)
    return grads
  end
  local result
  if forward then
    result = autograd.enable_grad(forward_jacobian, gradient, inputs)
  else
    result = autograd.enable_grad(jacobian, gradient, inputs, create_graph, strict)
  end
  return unwrap(result, is_list)
end

return functional
