--- autograd.gradcheck: gradients against central differences.

local tensor = require "luma.tensor"
local autograd = require "luma.autograd"
local fail = require "luma.fail"

local defaults = {
  eps = 1e-6, atol = 1e-5, rtol = 1e-3, raise_exception = true, nondet_tol = 0,
  check_undefined_grad = true, check_grad_dtypes = false, fast_mode = false,
}
-- Options of PyTorch's that ask for what is not there; they may say so.
local absent = {
  check_batched_grad = false, check_batched_forward_grad = false, check_forward_ad = false,
  check_backward_ad = true, masked = false,
}

local function read_options(options)
  if options ~= nil and type(options) ~= "table" then
    fail("gradcheck: options must be a table, not %s", type(options))
  end
  local o = {}
  for name, value in pairs(defaults) do o[name] = value end
  for name, value in pairs(options or {}) do
    if absent[name] ~= nil then
      if value ~= absent[name] then
        fail("gradcheck: %s = %s is not available", name, tostring(value))
      end
    elseif defaults[name] == nil then
      local names = {}
      for known in pairs(defaults) do names[#names + 1] = known end
      table.sort(names)
      fail("gradcheck: there is no option '%s'; there are: %s", name, table.concat(names, ", "))
    elseif type(value) ~= type(defaults[name]) then
      fail("gradcheck: %s must be a %s, not %s", name, type(defaults[name]), type(value))
    else
      o[name] = value
    end
  end
  return o
end

-- A function of complex numbers as one of pairs of real ones, which differences can check: complex
-- inputs and outputs become tensors with a last dimension of two parts.
local function in_real_numbers(f, inputs)
  local pairs_of, complex = {}, {}
  for i, input in ipairs(inputs) do
    complex[i] = tensor.is_tensor(input) and input:is_complex()
    pairs_of[i] = input
    if complex[i] then
      if input.requires_grad and input.dtype ~= "complex128" then
        fail("gradcheck: input %d is %s; differences need complex128", i, input.dtype)
      end
      local parts = input:detach():clone():view_as_real()
      pairs_of[i] = input.requires_grad and parts:requires_grad_() or parts
    end
  end
  local function real(...)
    local given = table.pack(...)
    for i = 1, given.n do
      -- With gradients also where differences are taken without: what f asks of its inputs.
      if complex[i] then given[i] = autograd.enable_grad(tensor.view_as_complex, given[i]) end
    end
    local results = table.pack(f(table.unpack(given, 1, given.n)))
    for i = 1, results.n do
      local out = results[i]
      if tensor.is_tensor(out) and out:is_complex() then
        results[i] = out:contiguous():view_as_real()
      end
    end
    return table.unpack(results, 1, results.n)
  end
  return real, pairs_of
end

-- Every output of f that has a gradient.
local function outputs_of(f, inputs)
  local outputs = {}
  for _, out in ipairs(table.pack(f(table.unpack(inputs)))) do
    if tensor.is_tensor(out) and out:is_floating_point() then outputs[#outputs + 1] = out end
  end
  return outputs
end

-- The inputs that are to be checked: {position, tensor} each.
local function checked_inputs(inputs)
  local list = {}
  for i, input in ipairs(inputs) do
    if tensor.is_tensor(input) and input.requires_grad then
      if input.dtype ~= "float64" then
        fail("gradcheck: input %d is %s; differences need float64", i, input.dtype)
      end
      for d = 1, input:dim() do
        if input:size(d) > 1 and input:stride(d) == 0 then
          fail("gradcheck: input %d is expanded: positions share one element; clone() it", i)
        end
      end
      list[#list + 1] = {i, input}
    end
  end
  if #list == 0 then fail("gradcheck: no input requires grad") end
  return list
end

-- Calls visit(get, set) for each element of x in order: they read it and write it where it lies.
local function each_element(x, visit)
  local data, index = x:detach(), {}
  for d = 1, x:dim() do index[d] = 1 end
  for _ = 1, x:numel() do
    if x:dim() == 0 then
      visit(function() return data:item() end, function(v) data:fill_(v) end)
    else
      visit(function() return data[index]:item() end, function(v) data[index] = v end)
    end
    for d = x:dim(), 1, -1 do
      index[d] = index[d] + 1
      if index[d] <= x:size(d) then break end
      index[d] = 1
    end
  end
end

-- The outputs at this moment, flat and without a graph.
local function values_of(f, inputs)
  local values = autograd.no_grad(outputs_of, f, inputs)
  for o, out in ipairs(values) do values[o] = out:detach():clone():reshape(-1) end
  return values
end

-- For each output, d output / d input as a (numel of input, numel of output) matrix, by differences
-- of width 2 eps.
local function numerical(f, inputs, input, eps)
  local rows = {}
  each_element(input, function(get, set)
    local kept = get()
    set(kept + eps)
    local high = values_of(f, inputs)
    set(kept - eps)
    local low = values_of(f, inputs)
    set(kept)
    for o = 1, #high do
      rows[o] = rows[o] or {}
      table.insert(rows[o], (high[o] - low[o]) / (2 * eps))
    end
  end)
  for o, list in ipairs(rows) do rows[o] = tensor.stack(list) end
  return rows
end

local function gradients(output, inputs, seed)
  if not output.requires_grad then return {} end
  local wanted = {}
  for k, entry in ipairs(inputs) do wanted[k] = entry[2] end
  return {autograd.grad(output, wanted, seed, {retain_graph = true, allow_unused = true})}
end

-- For each input the same matrix from backward, one output element at a time.
local function analytical(output, inputs)
  local columns = {}
  for k = 1, output:numel() do
    local seed = tensor.zeros_like(output):reshape(-1)
    seed[k] = 1
    local grads = gradients(output, inputs, seed:reshape(output.shape))
    for n, entry in ipairs(inputs) do
      columns[n] = columns[n] or {}
      columns[n][k] = (grads[n] or tensor.zeros_like(entry[2])):detach():reshape(-1)
    end
  end
  for n, list in ipairs(columns) do columns[n] = tensor.stack(list, 2) end
  return columns
end

local function difference(have, want)
  local worst = (have - want):abs():nan_to_num(math.huge):argmax():item()
  local row, column = (worst - 1) // want:size(2) + 1, (worst - 1) % want:size(2) + 1
  return column, row, have[{row, column}]:item(), want[{row, column}]:item()
end

-- What is wrong with the gradients, or nil.
local function compare_all(f, inputs, checked, o)
  local outputs = outputs_of(f, inputs)
  local have = {}
  for k, output in ipairs(outputs) do
    have[k] = analytical(output, checked)
    for n, again in ipairs(analytical(output, checked)) do
      local off = again:numel() > 0 and (again - have[k][n]):abs():max():item() or 0
      if off > o.nondet_tol then
        return ("backward is not deterministic: two runs gave gradients of output %d for input %d "
          .. "that differ by %g, more than nondet_tol = %g"):format(k, checked[n][1], off,
          o.nondet_tol)
      end
    end
  end
  local limits = {rtol = o.rtol, atol = o.atol, equal_nan = true}
  for n, entry in ipairs(checked) do
    for k, want in ipairs(numerical(f, inputs, entry[2], o.eps)) do
      local got = have[k] and have[k][n]
      if got and want:numel() > 0 and not got:allclose(want, limits) then
        return ("the gradient of output %d for input %d differs: element %d by element %d is "
          .. "%.9g, differences give %.9g"):format(k, entry[1], difference(got, want))
      end
    end
  end
end

-- One number for each pair of output and input: both sides multiplied by random vectors.
local function compare_fast(f, inputs, checked, o)
  local random = tensor.Generator()
  random:manual_seed(42)
  local function direction(like)
    local v = tensor.rand(like.shape, {dtype = like.dtype, generator = random}) + 0.1
    return v / v:square():sum():sqrt()
  end
  local outputs, have, seeds = outputs_of(f, inputs), {}, {}
  local along = {}
  for n, entry in ipairs(checked) do along[n] = direction(entry[2]) end
  for k, output in ipairs(outputs) do
    seeds[k] = direction(output)
    local grads, again = gradients(output, checked, seeds[k]), gradients(output, checked, seeds[k])
    have[k] = {}
    for n in ipairs(checked) do
      have[k][n] = grads[n] and (grads[n] * along[n]):sum():item() or 0
      local off = grads[n] and again[n]:numel() > 0 and (again[n] - grads[n]):abs():max():item()
        or 0
      if off > o.nondet_tol then
        return ("backward is not deterministic: two runs gave gradients of output %d for input %d "
          .. "that differ by %g, more than nondet_tol = %g"):format(k, checked[n][1], off,
          o.nondet_tol)
      end
    end
  end
  for n, entry in ipairs(checked) do
    local data, kept = entry[2]:detach(), entry[2]:detach():clone()
    data:add_(along[n] * o.eps)
    local high = values_of(f, inputs)
    data:copy_(kept):sub_(along[n] * o.eps)
    local low = values_of(f, inputs)
    data:copy_(kept)
    for k in ipairs(outputs) do
      local want = ((high[k] - low[k]) / (2 * o.eps) * seeds[k]:reshape(-1)):sum():item()
      local got = have[k][n]
      local close = math.abs(got - want) <= o.atol + o.rtol * math.abs(want) -- false for NaN
      if not close then
        return ("the gradient of output %d for input %d differs: along a random direction it is "
          .. "%.9g, differences give %.9g (fast_mode)"):format(k, entry[1], got, want)
      end
    end
  end
end

-- Backward must also work when some outputs were not used.
local function compare_unused(f, inputs, checked)
  local outputs = outputs_of(f, inputs)
  for k = 1, #outputs do
    local rest, seeds, wanted = {}, {}, {}
    for i, output in ipairs(outputs) do
      if i ~= k and output.requires_grad then
        rest[#rest + 1] = output
        seeds[#seeds + 1] = tensor.ones_like(output)
      end
    end
    for n, entry in ipairs(checked) do wanted[n] = entry[2] end
    if #rest > 0 then
      local ok, message = pcall(autograd.grad, rest, wanted, seeds,
        {retain_graph = true, allow_unused = true})
      if not ok then
        return ("backward fails where output %d has no gradient: %s"):format(k, message)
      end
    end
  end
end

local function compare_dtypes(f, inputs, checked)
  for k, output in ipairs(outputs_of(f, inputs)) do
    for n, g in pairs(gradients(output, checked, tensor.ones_like(output))) do
      if g.dtype ~= checked[n][2].dtype then
        return ("the gradient of output %d for input %d is %s, the input %s"):format(k,
          checked[n][1], g.dtype, checked[n][2].dtype)
      end
    end
  end
end

---Compares the gradients of `f` with central differences.
---@param f fun(...): luma.tensor... any function of the inputs
---@param inputs luma.tensor|luma.tensor[] those that require grad must be float64
---@param options? {eps: number?, atol: number?, rtol: number?, raise_exception: boolean?,
---nondet_tol: number?, check_undefined_grad: boolean?, check_grad_dtypes: boolean?,
---fast_mode: boolean?} as PyTorch's; fast_mode compares along one random direction
---@return boolean # true when every entry agrees within atol + rtol * |expected|; otherwise an
---error with the entry that differs most, or false with raise_exception = false
return function(f, inputs, options)
  if type(f) ~= "function" and not (getmetatable(f) or {}).__call then
    fail("gradcheck: f must be a function, not %s", type(f))
  end
  local o = read_options(options)
  if tensor.is_tensor(inputs) then inputs = {inputs} end
  if type(inputs) ~= "table" then
    fail("gradcheck: inputs must be a tensor or a list of them, not %s", type(inputs))
  end
  f, inputs = in_real_numbers(f, inputs)
  local checked = checked_inputs(inputs)
  local wrong = (o.fast_mode and compare_fast or compare_all)(f, inputs, checked, o)
    or o.check_undefined_grad and compare_unused(f, inputs, checked)
    or o.check_grad_dtypes and compare_dtypes(f, inputs, checked)
  if not wrong then return true end
  if not o.raise_exception then return false end
  return fail("gradcheck: %s", wrong)
end
