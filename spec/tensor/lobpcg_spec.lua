-- tensor.lobpcg: what steers the iteration, and gradients.

local assert = require "luassert"

local fails = dofile("spec/fails.lua").text

local function close(a, b, tolerance)
  local d = (a - b):abs():max():item()
  assert.is_true(d <= tolerance, "differ by " .. d)
end

local M = 12
tensor.manual_seed(5)
local double = {dtype = "float64"}
local r = tensor.randn(M, M, double)
local A = r:matmul(r.T) + tensor.eye(M, double)
local S = tensor.randn(M, M, double)
local B = S:matmul(S.T) / M + tensor.eye(M, double)
local X = tensor.randn(M, 3, double)
local all = tensor.linalg.eigvalsh(A)

local D = tensor.arange(1, M + 1, double):diag()
local start = tensor.arange(1, 2 * M + 1, double):reshape(2, M).T:sin()

describe("lobpcg", function()
  for _, method in ipairs {"ortho", "basic"} do
    it("approaches eigenvalues step by step: " .. method, function()
      local steps = {}
      local e = tensor.lobpcg(A, 2, {X = X, method = method, tracker = function(w)
        steps[#steps + 1] = w.ivars.istep
        assert.are.equal(w.ivars.istep, #steps)
        assert.are.equal(3, #w.E)
        assert.are.equal("(12, 3)", tostring(w.X.shape))
        close(w.R, A:matmul(w.X) - w.X * (w.ivars.istep == 1 and method == "ortho" and 0 or w.E),
          1e-8)
      end})
      close(e, all:flip(1)[{{1, 2}}], 1e-8)
      assert.is_true(#steps > 4)
      close(tensor.lobpcg(A, 2, {X = X, method = method, largest = false}), all[{{1, 2}}], 1e-8)
      local e2, v2 = tensor.lobpcg(A, 2, B, X, {method = method, niter = 60, tol = 1e-9})
      close(A:matmul(v2), B:matmul(v2) * e2, 1e-5)
      close(v2.T:matmul(B):matmul(v2), tensor.eye(2, double), 1e-7)
    end)

    it("stops where it is told: " .. method, function()
      local function count(options)
        local n, stop = 0, options.stop
        options.stop, options.method, options.X = nil, method, X
        options.tracker = function(w)
          n = n + 1
          if n == stop then w.bvars.force_stop = true end
        end
        local e = tensor.lobpcg(A, 2, options)
        return n, e
      end
      assert.are.equal(3, (count {niter = 3}))
      assert.are.equal(2, (count {stop = 2}))
      local _, rough = count {niter = 2}
      assert.is_true((rough - all:flip(1)[{{1, 2}}]):abs():max():item() > 1e-3)
      assert.is_true(count {tol = 1e-2} < count {tol = 1e-9})
    end)
  end

  it("gives PyTorch's values after so many steps", function()
    local e, v = tensor.lobpcg(D, 1, {X = start, niter = 3})
    close(e, tensor.tensor({11.554953254}, double), 1e-9)
    close(v:abs()[{{1, 3}, 1}],
      tensor.tensor({0.0179824103694, 0.0464660880657, 0.0215811851254}, double), 1e-9)
    e = tensor.lobpcg(D, 2, {X = start, niter = 3, largest = false, method = "basic"})
    close(e, tensor.tensor({1.44504674595, 2.64917764529}, double), 1e-9)
  end)

  it("takes a preconditioner, more vectors, batches, parameters of ortho", function()
    local steps = {}
    for i, ik in ipairs {tensor.eye(M, double), tensor.linalg.inv(A)} do
      tensor.lobpcg(A, 2, {X = X, iK = ik, largest = false, method = "basic",
        tracker = function(w) steps[i] = w.ivars.istep end})
    end
    assert.is_true(steps[2] < steps[1])
    close(tensor.lobpcg(A, 1, {n = 3, niter = -1}), all:flip(1)[{{1, 1}}], 1e-8)
    local seen = {}
    local batch = tensor.stack {A, A * 2}
    local e, v = tensor.lobpcg(batch, 2, {niter = 100, tracker = function(w)
      seen[w.iparams.batch_index] = true
    end})
    assert.are.same({true, true}, seen)
    assert.are.equal("(2, 2)", tostring(e.shape))
    assert.are.equal("(2, 12, 2)", tostring(v.shape))
    close(e[2], e[1] * 2, 1e-7)
    close(tensor.lobpcg(A, 2, {X = X, ortho_iparams = {ortho_i_max = 2, ortho_j_max = 1},
      ortho_fparams = {ortho_tol = 1e-9}, ortho_bparams = {ortho_use_drop = true}}),
      all:flip(1)[{{1, 2}}], 1e-8)
  end)

  it("has the gradients of what it approaches", function()
    local a = A:clone():requires_grad_()
    local function f(...)
      local e, v = tensor.lobpcg((a + a.T) / 2, 2, ...)
      return (e * tensor.tensor({1, 3}, double)):sum() + v:square()[{{1, 4}}]:sum()
    end
    local exact = autograd.grad(f(), a)
    close(autograd.grad(f {niter = 200, tol = 1e-12}, a), exact, 1e-7)
    local first = autograd.grad(f {niter = 200, tol = 1e-12}, a, {create_graph = true})
    local again = autograd.grad(f(), a, {create_graph = true})
    close(autograd.grad(first:square():sum(), a), autograd.grad(again:square():sum(), a), 1e-5)
    local b = B:clone():requires_grad_()
    local function g()
      return (tensor.lobpcg(a, 2, b, X, {method = "ortho", niter = 200, tol = 1e-12})):sum()
    end
    close(autograd.grad(g(), b), autograd.grad((tensor.lobpcg(a, 2, b)):sum(), b), 1e-7)
  end)

  it("says what it does not take", function()
    fails("lobpcg: niter must be at least 1, or -1", tensor.lobpcg, A, 1, {niter = 0})
    fails("lobpcg: tol must be above 0", tensor.lobpcg, A, 1, {tol = 0})
    fails('lobpcg: method must be "basic" or "ortho", not "x"', tensor.lobpcg, A, 1, {method = "x"})
    fails('lobpcg: ortho_iparams are for method "ortho", not for "basic"', tensor.lobpcg, A, 1,
      {method = "basic", ortho_iparams = {}})
    fails("lobpcg: ortho_fparams has no entry 'x'; there are: ortho_tol, ortho_tol_drop, "
      .. "ortho_tol_replace", tensor.lobpcg, A, 1, {ortho_fparams = {x = 1}})
    fails("ortho_i_max of ortho_iparams must be an integer from 1 on, not 0", tensor.lobpcg, A, 1,
      {ortho_iparams = {ortho_i_max = 0}})
    fails("lobpcg: X must have shape (15, 5), not (12, 5)", tensor.lobpcg, tensor.randn(15, 15), 1,
      {X = tensor.randn(12, 5)})
    fails("lobpcg: 5 eigenvalues of matrices of shape (12, 12)", tensor.lobpcg, A, 5)
    fails("lobpcg: A and B must have one shape", tensor.lobpcg, A, 1, tensor.eye(3, double))
    fails("lobpcg: iK must have shape (12, 12)", tensor.lobpcg, A, 1, {iK = tensor.eye(3, double)})
    fails("lobpcg: 2 vectors cannot hold 3 eigenvectors", tensor.lobpcg, A, 3, {n = 2})
    fails("the columns of X depend on each other", tensor.lobpcg, A, 2,
      {X = tensor.ones(M, 2, double)})
    fails("lobpcg: A must be a floating-point or complex tensor, not int64", tensor.lobpcg,
      tensor.arange(9):reshape(3, 3))
  end)
end)
