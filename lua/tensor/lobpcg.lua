--- tensor.lobpcg: a few eigenvalues of large symmetric matrices.

local tensor = require "luma.tensor"
local autograd = require "luma.autograd"
local arguments = require "luma.arguments"
local fail = require "luma.fail"
local Worker = require "luma.tensor._lobpcg"

local exact = tensor._ops.lobpcg_exact

-- Up to so many rows a full decomposition costs less than an iteration.
local SMALL = 512

local read = arguments("lobpcg", {
  {"A", "tensor"}, {"k", "integer?"}, {"B", "tensor?"}, {"X", "tensor?"}, {"n", "integer?"},
  {"iK", "tensor?"}, {"niter", "integer?"}, {"tol", "number?"}, {"largest", "boolean?", true},
  {"method", "string?", "ortho"}, {"tracker", "function?"}, {"ortho_iparams", "table?"},
  {"ortho_fparams", "table?"}, {"ortho_bparams", "table?"},
})

local defaults = {
  ortho_iparams = {ortho_i_max = 3, ortho_j_max = 3},
  ortho_fparams = {ortho_tol = true, ortho_tol_drop = true, ortho_tol_replace = true},
  ortho_bparams = {ortho_use_drop = false},
}
local kinds = {
  ortho_iparams = {"an integer from 1 on",
    function(v) return math.type(v) == "integer" and v > 0 end},
  ortho_fparams = {"a number above 0", function(v) return type(v) == "number" and v > 0 end},
  ortho_bparams = {"true or false", function(v) return type(v) == "boolean" end},
}

-- The parameters of "ortho" under one of their names, into `to`.
local function add_parameters(to, name, given, method, tol)
  if given and method ~= "ortho" then
    fail('lobpcg: %s are for method "ortho", not for "%s"', name, method)
  end
  for key, value in pairs(given or {}) do
    if defaults[name][key] == nil then
      local known = {}
      for k in pairs(defaults[name]) do known[#known + 1] = k end
      table.sort(known)
      fail("lobpcg: %s has no entry '%s'; there are: %s", name, tostring(key),
        table.concat(known, ", "))
    end
    if not kinds[name][2](value) then
      fail("lobpcg: %s of %s must be %s, not %s", key, name, kinds[name][1], tostring(value))
    end
    to[key] = value
  end
  for key, value in pairs(defaults[name]) do
    if to[key] == nil then to[key] = name == "ortho_fparams" and tol or value end
  end
end

local function same_shape(a, b) return tostring(a.shape) == tostring(b.shape) end

local function check(a, b, x, ik, k, n)
  local m = a.ndim > 1 and a:size(-1) or 0
  if not a:is_floating_point() and not a:is_complex() then
    fail("lobpcg: A must be a floating-point or complex tensor, not %s", a.dtype)
  end
  if a.ndim < 2 or a:size(-2) ~= m then
    fail("lobpcg: A must be a square matrix or a batch of them, (..., n, n), got shape %s",
      tostring(a.shape))
  end
  for name, t in pairs{B = b, X = x, iK = ik} do
    if t.dtype ~= a.dtype or t.device ~= a.device then
      fail("lobpcg: A and %s must have one dtype on one device, not %s on %s and %s on %s", name,
        a.dtype, a.device, t.dtype, t.device)
    end
  end
  if b and not same_shape(a, b) then
    fail("lobpcg: A and B must have one shape, not %s and %s", tostring(a.shape),
      tostring(b.shape))
  end
  if ik and (ik.ndim < 2 or ik:size(-1) ~= m or ik:size(-2) ~= m
      or ik.ndim ~= 2 and not same_shape(a, ik)) then
    fail("lobpcg: iK must have shape (%d, %d) or that of A, not %s", m, m, tostring(ik.shape))
  end
  if k < 1 or m < 3 * n then
    fail("lobpcg: %d eigenvalues of matrices of shape %s: there must be at least 1, and no more "
      .. "than a third of the rows", math.min(k, n) < 1 and k or n, tostring(a.shape))
  end
  if n < k then fail("lobpcg: %d vectors cannot hold %d eigenvectors", n, k) end
  if x then
    local shape = {table.unpack(a.shape)}
    shape[#shape] = n
    if table.concat(x.shape, ", ") ~= table.concat(shape, ", ") then
      fail("lobpcg: X must have shape (%s), not %s", table.concat(shape, ", "), tostring(x.shape))
    end
  end
end

-- Runs a worker for each matrix of a batch.
local function iterate(problem, iparams, fparams, bparams, method, tracker)
  local a, n = problem.A, iparams.n
  local batch = {table.unpack(a.shape, 1, a.ndim - 2)}
  local function flat(t) return t and t:reshape(-1, t:size(-2), t:size(-1)) end
  local all = {A = flat(a), B = flat(problem.B), X = flat(problem.X), iK = flat(problem.iK)}
  local values, vectors = {}, {}
  for i = 1, #all.A do
    local one = {A = all.A[i], B = all.B and all.B[i]}
    one.iK = all.iK and all.iK[#all.iK > 1 and i or 1]
    one.X = all.X and all.X[i]
      or tensor.randn(iparams.m, n, {dtype = a.dtype, device = a.device})
    if a.ndim > 2 then iparams.batch_index = i end
    values[i], vectors[i] = Worker.new(one, iparams, fparams, bparams, method, tracker):run()
  end
  if a.ndim == 2 then return values[1], vectors[1] end
  local function joined(list, ...)
    local shape = table.move({...}, 1, select("#", ...), #batch + 1, {table.unpack(batch)})
    if #list == 0 then return a:new_zeros(shape) end
    return tensor.stack(list):reshape(shape)
  end
  return joined(values, iparams.k), joined(vectors, iparams.m, iparams.k)
end

-- What an iteration found, with the gradients of what it approaches.
local derived = autograd.Function{
  name = "lobpcg",
  forward = function(ctx, a, b, values, vectors, largest)
    if b then ctx:save_for_backward(a, vectors, b) else ctx:save_for_backward(a, vectors) end
    ctx.k, ctx.largest = values:size(-1), largest
    return values:clone(), vectors:clone()
  end,
  backward = function(ctx, g_values, g_vectors)
    local again = autograd.is_grad_enabled()
    local a, vectors, b = table.unpack(ctx.saved_tensors)
    return autograd.enable_grad(function()
      local function place(t)
        if t and again then return t:view_as(t) end
        return t and t:detach():requires_grad_()
      end
      a, b = place(a), place(b)
      local e, v = exact(a, b, ctx.k, ctx.largest)
      local turn = (v:detach():conj() * vectors:detach()):sum(-2, true):sgn()
      local inputs = {}
      for _, t in ipairs{a, b} do inputs[#inputs + 1] = t.requires_grad and t or nil end
      local grads = {autograd.grad({e, v * turn}, inputs, {g_values, g_vectors},
        {create_graph = again, allow_unused = true})}
      local of = {}
      for i, t in ipairs(inputs) do of[t] = grads[i] end
      return of[a], b and of[b]
    end)
  end,
}

---The k largest (or smallest) eigenvalues of A x = lambda B x and their vectors with x^H B x = 1,
---for symmetric A and positive-definite B, each (..., m, m).
---
---Where nothing steers the iteration and m is at most 512 they are computed outright. Otherwise
---they come from at most niter steps from X, or from n random vectors, until residuals are below
---tol; iK approximates the inverse of A. tracker is called after each step with a table of the
---state: ivars, fvars, bvars, tvars, E, X, S, R; it ends the iteration by setting
---bvars.force_stop.
---
---Example: tensor.lobpcg(tensor.arange(1, 10):double():diag(), 2)
---@param A luma.tensor (..., m, m)
---@param k? integer 3 k at most m; by default 1, or the columns of X
---@param B? luma.tensor
---@param X? luma.tensor (..., m, n): where to begin
---@param n? integer how many vectors are iterated, by default k
---@param iK? luma.tensor (m, m) or (..., m, m)
---@param options? {niter: integer?, tol: number?, largest: boolean?, method: string?,
---tracker: function?, ortho_iparams: table?, ortho_fparams: table?, ortho_bparams: table?}
---niter: 1000, -1 for no limit; tol: the root of eps; method: "ortho" or "basic"
---@return luma.tensor values (..., k)
---@return luma.tensor vectors (..., m, k)
return function(...)
  local a, k, b, x, n, ik, niter, tol, largest, method, tracker, ip, fp, bp = read(...)
  if method ~= "ortho" and method ~= "basic" then
    fail('lobpcg: method must be "basic" or "ortho", not "%s"', method)
  end
  if niter and niter < 1 and niter ~= -1 then
    fail("lobpcg: niter must be at least 1, or -1 for no limit, not %d", niter)
  end
  if tol and (tol <= 0 or tol ~= tol) then fail("lobpcg: tol must be above 0, not %g", tol) end
  local steered = x or ik or niter or tol or tracker or ip or fp or bp or method ~= "ortho"
  k = k or x and x.ndim > 1 and x:size(-1) or 1
  n = x and x.ndim > 1 and x:size(-1) or n or k
  check(a, b, x, ik, k, n)
  if not steered and a:size(-1) <= SMALL then return exact(a, b, k, largest) end
  tol = tol or math.sqrt(tensor.finfo(a:abs().dtype).eps)
  local iparams = {m = a:size(-1), n = n, k = k, niter = niter or 1000}
  local fparams, bparams = {tol = tol}, {largest = largest}
  add_parameters(iparams, "ortho_iparams", ip, method)
  add_parameters(fparams, "ortho_fparams", fp, method, tol)
  add_parameters(bparams, "ortho_bparams", bp, method)
  local graph = autograd.is_grad_enabled() and (a.requires_grad or b and b.requires_grad)
  local function symmetric(t) return t and t.requires_grad and (t + t.mH) / 2 or t end
  local values, vectors = autograd.no_grad(function()
    return iterate({A = symmetric(a), B = symmetric(b), X = x, iK = ik}, iparams, fparams, bparams,
      method, tracker)
  end)
  if not graph then return values, vectors end
  return derived(a, b, values, vectors, largest)
end
