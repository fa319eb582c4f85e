-- Linear algebra beyond recorded values: what errors say, large batches, memory, randomness.

local linalg = tensor.linalg

local fails = dofile("spec/fails.lua").text

local function close(a, b, tolerance)
  assert.is_true(tensor.allclose(a, b, {rtol = tolerance or 1e-9, atol = tolerance or 1e-9}))
end

local function eye(n, dtype) return tensor.eye(n, {dtype = dtype or "float64"}) end
local function random(...) return tensor.randn({...}, {dtype = "float64"}) end

describe("linear algebra", function()
  before_each(function() tensor.manual_seed(1) end)

  it("says which matrix of a batch is singular", function()
    local batch = tensor.stack{eye(2), tensor.ones(2, 2, {dtype = "float64"})}
    fails("linalg.inv: matrix 2 of the batch is singular: diagonal element 2 of its LU factor",
      linalg.inv, batch)
    fails("linalg.inv: the matrix is singular", linalg.inv, batch[2])
    fails("linalg.solve: matrix 2 of the batch is singular", linalg.solve, batch,
      tensor.ones_like(batch))
    fails("linalg.inv: matrix (1, 2) of the batch is singular", linalg.inv, batch:unsqueeze(1))
    fails("inverse: matrix 2 of the batch is singular", batch.inverse, batch)
    fails("linalg.lu_factor: matrix 2 of the batch is singular: element (2, 2) of U is zero",
      linalg.lu_factor, batch)
    local _, info = linalg.inv_ex(batch)
    assert.are.same({0, 2}, info:tolist())
    _, info = linalg.solve_ex(batch, tensor.ones_like(batch))
    assert.are.same({0, 2}, info:tolist())
  end)

  it("says which matrix of a batch is not positive-definite", function()
    local batch = tensor.stack{eye(2), -eye(2)}
    fails("matrix 2 of the batch is not positive-definite: its leading minor of order 1",
      linalg.cholesky, batch)
    fails("linalg.cholesky: the matrix is not positive-definite", linalg.cholesky, eye(2) * (0 / 0))
    local _, info = linalg.cholesky_ex(batch)
    assert.are.same({0, 1}, info:tolist())
  end)

  it("refuses NaN and infinities where an iteration would not end", function()
    for _, bad in ipairs{0 / 0, math.huge} do
      local a = eye(3)
      a[{1, 2}] = bad
      for _, name in ipairs{"svd", "svdvals", "pinv", "matrix_rank", "cond"} do
        fails("linalg." .. name .. ": the matrix has NaN or infinite elements", linalg[name], a)
      end
      fails("NaN or infinite elements", linalg.lstsq, a, a)
      assert.is_true(linalg.eigvalsh(a):isnan():all():item())
    end
  end)

  it("names shapes, dtypes and arguments", function()
    local matrix, vector = tensor.ones(2, 3), tensor.ones(3)
    for _, name in ipairs{"inv", "det", "slogdet", "cholesky", "eigh", "eigvalsh", "matrix_exp",
      "ldl_factor"} do
      fails("linalg." .. name .. ": A must be a square matrix or a batch of them",
        linalg[name], matrix)
      fails("linalg." .. name .. ": A must have at least 2 dimensions", linalg[name], vector)
      fails("linalg." .. name .. ": A must be float32, float64, complex64 or complex128, not int64",
        linalg[name], tensor.ones(2, 2):long())
      fails("not float16", linalg[name], tensor.ones(2, 2):half())
    end
    for _, name in ipairs{"svd", "svdvals", "qr", "lu", "lu_factor", "pinv", "matrix_rank",
      "cond"} do
      fails("linalg." .. name .. ": A must have at least 2 dimensions, (..., m, n), got shape (3)",
        linalg[name], vector)
    end
    fails("linalg.solve: dtypes differ: A is float32 and B is float64", linalg.solve,
      tensor.eye(2), eye(2))
    fails("linalg.solve: sizes do not fit: A (2, 2) and B (3, 1): B must have as many rows as A",
      linalg.solve, tensor.eye(2), tensor.ones(3, 1))
    fails("linalg.solve: batches do not fit: (2, 2, 2) and (3, 2, 1)",
      linalg.solve, tensor.ones(2, 2, 2), tensor.ones(3, 2, 1))
    fails("linalg.qr: mode must be \"reduced\", \"complete\" or \"r\", not \"full\"", linalg.qr,
      matrix, "full")
    fails("linalg.eigh: UPLO must be \"L\" or \"U\"", linalg.eigh, tensor.eye(2), "X")
    fails("linalg.lstsq: driver must be", linalg.lstsq, matrix, matrix, {driver = "svd"})
    fails("linalg.matrix_norm: there is no norm of order 3 of matrices", linalg.matrix_norm,
      matrix, 3)
    fails("linalg.matrix_norm: there is no norm \"two\" of matrices", linalg.matrix_norm, matrix,
      "two")
    fails("linalg.matrix_norm: dim names dimension 1 twice", linalg.matrix_norm, matrix, "fro", {1,
      1})
    fails("linalg.norm: with an order and without dim, A must be a vector or a matrix",
      linalg.norm, tensor.ones(2, 2, 2), 1)
    fails("linalg.vector_norm: needs a floating-point tensor, not int64",
      linalg.vector_norm, tensor.ones(3):long())
    fails("linalg.vector_norm: dimension 1 of shape (0) is empty", linalg.vector_norm,
      tensor.ones(0), math.huge)
    fails("linalg.vector_norm: dtype float16 cannot hold what float32 does",
      linalg.vector_norm, vector, 2, nil, false, "float16")
    fails("linalg.matrix_rank: tol cannot go with atol or rtol", linalg.matrix_rank, matrix, 1,
      {atol = 1})
    fails("linalg.lu_factor: factors without pivots are not implemented", linalg.lu_factor, matrix,
      false)
    fails("linalg.multi_dot: needs 2 to", linalg.multi_dot, {matrix})
    fails("linalg.multi_dot: sizes do not fit: tensor 1 is (2, 3) and the next one (2, 3)",
      linalg.multi_dot, {matrix, matrix})
    fails("linalg.vander: N, the number of columns", linalg.vander, vector, 1)
    fails("linalg.cross: dimension 2 must have size 3", linalg.cross, tensor.ones(2, 2),
      tensor.ones(2, 2))
    fails("cross: no dimension of (2, 2) by (2, 2) has size 3", tensor.cross, tensor.ones(2, 2),
      tensor.ones(2, 2))
    fails("linalg.tensorinv: ind must be at least 1", linalg.tensorinv, tensor.eye(2), 0)
    fails("linalg.tensorinv: the first 1 sizes of (2, 3)", linalg.tensorinv, matrix, 1)
    fails("lobpcg: 1 eigenvalues of matrices of shape (2, 2)", tensor.lobpcg, tensor.eye(2))
    fails("linalg.norm: argument 'ord' must be a number or a string, not boolean",
      linalg.norm, matrix, true)
  end)

  it("names what products want", function()
    local a, b = tensor.ones(2, 3), tensor.ones(2, 3):double()
    fails("addmv: sizes do not fit", a.addmv, tensor.ones(2), a, tensor.ones(2))
    fails("addmv: vec must be a vector", a.addmv, tensor.ones(2), a, a)
    fails("addr: self of shape (3) cannot be broadcast to the product's shape (2, 2)",
      a.addr, tensor.ones(3), tensor.ones(2), tensor.ones(2))
    fails("addbmm: batch1 must be a batch of matrices", a.addbmm, a, a, a)
    fails("alpha must be an integer for tensors of int64, got 0.5", a.addmv, tensor.ones(2):long(),
      a:long(), tensor.ones(3):long(), 1, 0.5)
    fails("inner: dtypes differ: float32 by float64", a.inner, a, b)
    fails("inner: sizes do not fit", a.inner, a, a.T)
    fails("vdot: self must be a vector", a.vdot, a, a)
    fails("tensordot: dims must lie between 0 and the numbers of dimensions, 2 and 2, got 3",
      a.tensordot, a, a, 3)
    fails("(2, 3) by (2, 3): dimension 2 of the first must equal dimension 1",
      a.tensordot, a, a, {{2}, {1}})
    fails("tensordot: the two lists of dimensions must be equally long, got 2 and 1",
      a.tensordot, a, a, {{1, 2}, {1}})
    fails("tensordot: dimension 2 is listed twice", a.tensordot, a, a, {{2, 2}, {2, 2}})
    fails("Luma counts from 1", a.tensordot, a, a, {{0}, {1}})
    fails("cdist: x1 and x2 must have as many columns", tensor.cdist, a, tensor.ones(2, 2))
    fails("cdist: p must be 0 or above, got -1", tensor.cdist, a, a, -1)
    fails("cdist: x1 must be float32 or float64, not int64", tensor.cdist, a:long(), a:long())
    fails("pdist: a matrix of rows is needed", tensor.pdist, tensor.ones(3))
    local ends = tensor.tensor({2, 1}, {dtype = "int32"})
    fails("grouped_mm: end 2 of the groups is 1: ends must not fall",
      tensor.grouped_mm, tensor.ones(2, 2), tensor.ones(2, 2, 2), ends)
    fails("grouped_mm: offs must be given exactly when", tensor.grouped_mm, tensor.ones(2, 2),
      tensor.ones(2, 2, 2))
  end)

  it("refuses pivots that are none", function()
    local lu, pivots = linalg.lu_factor(random(3, 3))
    fails("lu_unpack: pivot 9 is no row of a matrix with 3 rows: pivots count from 1",
      tensor.lu_unpack, lu, pivots:clone():fill_(9))
    fails("lu_unpack: pivot 0 is no row", tensor.lu_unpack, lu, pivots:clone():fill_(0))
    fails("lu_unpack: LU_pivots must be int32", tensor.lu_unpack, lu, pivots:long())
    fails("linalg.lu_solve: pivots of shape (2) do not belong to factors of shape (3, 3)",
      linalg.lu_solve, lu, pivots[{{1, 2}}], random(3, 1))
    local ld, ldl_pivots = linalg.ldl_factor(eye(3))
    fails("linalg.ldl_solve: the pivots of the matrix are none that ldl_factor gives",
      linalg.ldl_solve, ld, ldl_pivots:clone():fill_(-7), random(3, 1))
  end)

  it("computes many small matrices and few large ones", function()
    for _, dtype in ipairs{"float32", "float64"} do
      local tolerance = dtype == "float32" and 5e-3 or 1e-9
      for _, shape in ipairs{{500, 4, 4}, {3, 150, 150}, {1, 40, 40}} do
        local n = shape[2]
        local a = tensor.randn(shape, {dtype = dtype}) + 4 * n ^ 0.5 * eye(n, dtype)
        local one = eye(n, dtype):expand(shape)
        close(a:matmul(linalg.inv(a)), one, tolerance)
        close(a:matmul(linalg.solve(a, one)), one, tolerance)
        local spd = a:matmul(a.mT)
        local l = linalg.cholesky(spd)
        close(l:matmul(l.mT) / n, spd / n, tolerance)
        local q, r = linalg.qr(a)
        close(q:matmul(r), a, tolerance)
        local u, s, vh = linalg.svd(a, false)
        close((u * s:unsqueeze(-2)):matmul(vh), a, tolerance)
        local w, v = linalg.eigh(spd)
        close((v * w:unsqueeze(-2)):matmul(v.mT) / n, spd / n, tolerance)
        local p, lower, upper = linalg.lu(a)
        close(p:matmul(lower):matmul(upper), a, tolerance)
      end
    end
  end)

  it("lays results out in columns, as LAPACK and PyTorch do", function()
    local a = random(2, 3, 3)
    assert.are.equal("(9, 1, 3)", tostring(linalg.inv(a):stride()))
    assert.are.equal("(9, 1, 3)", tostring((linalg.qr(a)):stride()))
  end)

  it("has det's gradient where there is no inverse", function()
    local function gradient(values)
      local a = tensor.tensor(values, {dtype = "float64", requires_grad = true})
      return autograd.grad(a:det():sum(), a)
    end
    close(gradient{{1, 2}, {2, 4}}, tensor.tensor({{4, -2}, {-2, 1}}, {dtype = "float64"}))
    close(gradient{{0, 0}, {0, 0}}, tensor.zeros(2, 2, {dtype = "float64"}))
    close(gradient{{{1, 2}, {2, 4}}, {{1, 0}, {0, 3}}},
      tensor.tensor({{{4, -2}, {-2, 1}}, {{3, 0}, {0, 1}}}, {dtype = "float64"}))
  end)

  it("takes the older names", function()
    local a = random(3, 3) + 4 * eye(3)
    close(a:inverse(), linalg.inv(a))
    close(tensor.inverse(a), linalg.inv(a))
    close(a:det(), linalg.det(a))
    close(a:matrix_power(2), a:matmul(a))
    close(a:matrix_exp(), linalg.matrix_exp(a))
    local u, s, v = a:svd()
    close(u:matmul(s:diag()):matmul(v.T), a)
    close(tensor.orgqr(a:geqrf()), (linalg.qr(a)))
    close(nn.functional.pdist(a), a:pdist())
    close(nn.functional.grouped_mm(a[{tensor.newaxis}], a:unsqueeze(1)), a:matmul(a):unsqueeze(1))
  end)

  it("finds the few largest singular values by random projection", function()
    local a = random(30, 3):matmul(random(3, 20))
    for _, x in ipairs{a, a.T} do
      local u, s, v = tensor.svd_lowrank(x, 4)
      close((u * s):matmul(v.T), x, 1e-8)
      close(s[{{1, 3}}], linalg.svdvals(x)[{{1, 3}}], 1e-8)
      local _, values = tensor.pca_lowrank(x, 4)
      close(values[{{1, 3}}], linalg.svdvals(x - x:mean(1, true))[{{1, 3}}], 1e-8)
    end
    fails("pca_lowrank: q must lie between 0 and 20", tensor.pca_lowrank, a, 21)
  end)

  it("solves generalised eigenproblems in lobpcg", function()
    local a, b = random(9, 9), random(9, 9)
    a, b = a + a.T, b:matmul(b.T) + eye(9)
    local w, v = tensor.lobpcg(a, 2, b)
    close(a:matmul(v), b:matmul(v) * w, 1e-8)
    close(v.T:matmul(b):matmul(v), eye(2), 1e-8)
  end)

  it("is refused a gradient that does not exist", function()
    local a = random(4, 2):requires_grad_()
    fails("mode \"complete\" has no gradient", function()
      local q = linalg.qr(a, "complete")
      q:sum():backward()
    end)
    fails("mode \"r\" has no gradient", function()
      local _, r = linalg.qr(a, "r")
      r:sum():backward()
    end)
  end)

  it("ignores the triangle that it does not read", function()
    local nan = tensor.full({3, 3}, 0 / 0, {dtype = "float64"})
    local lower = random(3, 3):tril() + 3 * eye(3)
    local b = random(3, 2)
    close(linalg.solve_triangular(lower + nan:triu(1):nan_to_num(7), b),
      linalg.solve_triangular(lower, b))
    local spd = lower:matmul(lower.T)
    close(linalg.cholesky(spd:tril()), linalg.cholesky(spd))
    close(linalg.eigvalsh(spd:tril()), linalg.eigvalsh(spd))
    close(linalg.eigvalsh(spd:triu(), "U"), linalg.eigvalsh(spd))
  end)
end)
