--- The iterations behind tensor.lobpcg, for one matrix.
---
--- Each step looks for the best vectors in the span of three blocks: the vectors so far X, their
--- residuals W (preconditioned by iK), and the directions P of the step before. "basic" is the
--- method of Knyazev (2001, SIAM J. Sci. Comput. 23, 517-541), "ortho" the one of Duersch and
--- others (2018, SIAM J. Sci. Comput. 40, C655-C676), which keeps these blocks orthonormal.
---
--- A worker is what a tracker sees; its fields have PyTorch's names.

local tensor = require "luma.tensor"
local fail = require "luma.fail"

local linalg = tensor.linalg
local Worker = {}
Worker.__index = Worker

local function times(m, x) return m and m:matmul(x) or x end
-- x^H m x
local function form(m, x) return x.mH:matmul(times(m, x)) end
local function columns(x, first, last) return x:narrow(-1, first, last - first + 1) end
local function norm(x) return linalg.vector_norm(x):item() end

-- Eigenvalues and vectors of a small matrix, the wanted ones first.
local function eigen(m, largest)
  local values, vectors = linalg.eigh(m)
  if largest then return values:flip(-1), vectors:flip(-1) end
  return values, vectors
end

---@param problem {A: luma.tensor, B: luma.tensor?, X: luma.tensor, iK: luma.tensor?}
function Worker.new(problem, iparams, fparams, bparams, method, tracker)
  local self = setmetatable({
    A = problem.A, B = problem.B, X = problem.X:clone(), iK = problem.iK,
    iparams = iparams, fparams = fparams, bparams = bparams, method = method, tracker = tracker,
    ivars = {istep = 0}, fvars = {}, bvars = {}, tvars = {},
  }, Worker)
  local n, m, x = iparams.n, iparams.m, self.X
  self.E = x:abs():new_zeros(n)
  self.R, self.S = tensor.zeros_like(x), x:new_zeros(m, 3 * n)
  return self
end

-- ---------------------------------------------------------------- orthonormal blocks

-- The change of basis that makes S^H B S the identity; nil where S has nearly fewer dimensions.
function Worker:rayleigh_ritz_basis(s)
  local gram = form(self.B, s)
  local scale = gram:diagonal():abs():rsqrt()
  local r, info = linalg.cholesky_ex(gram * scale * scale:unsqueeze(-1), true)
  if info:item() ~= 0 then return nil end
  return linalg.solve_triangular(r, scale:to(gram.dtype):diag_embed(), true, false)
end

-- U with orthonormal columns; with `drop` without directions that are below tau of the largest.
function Worker:normalised(u, drop, tau)
  if u:numel() == 0 then return u end
  local gram = form(self.B, u)
  local size = gram:diagonal():abs()
  local there = size:ne(0)
  if not there:all():item() then
    u = u:index_select(2, there:nonzero():reshape(-1))
    if u:numel() == 0 then return u end
    gram = form(self.B, u)
    size = gram:diagonal():abs()
  end
  local scale = size:rsqrt()
  local values, vectors = eigen(gram * scale * scale:unsqueeze(-1), false)
  local least = tau * values:abs():max()
  if drop then
    local keep = values:gt(least):nonzero():reshape(-1)
    values, vectors = values:index_select(1, keep), vectors:index_select(2, keep)
  else
    values = values:maximum(least)
  end
  return (u * scale):matmul(vectors * values:rsqrt())
end

-- U with orthonormal columns that are orthogonal to V's; fewer where U lies in V's span.
function Worker:orthogonal_to(v, u)
  if u:numel() == 0 then return u end
  local ivars, fvars, tau = self.ivars, self.fvars, self.fparams.ortho_tol
  for name in pairs(fvars) do
    if name:find "^ortho_.*_rerr" then fvars[name] = nil end
  end
  local v_size = norm(times(self.B, v))
  local across = v.mH:matmul(times(self.B, u))
  for i = 1, self.iparams.ortho_i_max do
    ivars.ortho_i = i
    u = u - v:matmul(across)
    local drop, limit, bu = false, self.fparams.ortho_tol_drop, nil
    for j = 1, self.iparams.ortho_j_max do
      ivars.ortho_j = j
      if self.bparams.ortho_use_drop then
        u, drop, limit = self:normalised(u, drop, limit), true, self.fparams.ortho_tol_replace
      else
        u = self:normalised(u, false, self.fparams.ortho_tol_replace)
      end
      if u:numel() == 0 then return u end
      bu = times(self.B, u)
      local gram = u.mH:matmul(bu)
      local unit = tensor.eye(gram:size(-1), {dtype = gram.dtype, device = gram.device})
      local error_of_u = norm(gram - unit) / (norm(bu) * norm(u))
      fvars[("ortho_UBUmI_rerr[%d, %d]"):format(i, j)] = error_of_u
      if error_of_u < tau then break end
    end
    across = v.mH:matmul(bu)
    local error_of_v = norm(across) / (v_size * norm(u))
    fvars[("ortho_VBU_rerr[%d]"):format(i)] = error_of_v
    if error_of_v < tau then break end
    if self.iparams.m < u:size(-1) + v:size(-1) then
      fail("lobpcg: %d vectors do not fit beside %d others into %d dimensions", u:size(-1),
        v:size(-1), self.iparams.m)
    end
  end
  return u
end

-- ---------------------------------------------------------------- steps

function Worker:update_residual(values)
  local right = times(self.B, self.X) * values
  self.R = self.A:matmul(self.X) - right
end

-- How many vectors from the first one on are good enough: section 4.3 of Duersch and others.
function Worker:count_converged(values)
  local size = linalg.vector_norm(self.X, 2, 1)
  local scale = size * (self.fvars.A_norm + values:abs() * self.fvars.B_norm)
  self.tvars.rerr = linalg.vector_norm(self.R, 2, 1) / scale
  local good, count = self.tvars.rerr:lt(self.fparams.tol):tolist(), 0
  while good[count + 1] do count = count + 1 end
  self.ivars.converged_count = math.max(count, self.ivars.converged_count)
end

-- The blocks of the next step: X, P (which may be nil) and the residuals that are not small yet.
function Worker:set_span(p)
  local n, done = self.iparams.n, self.ivars.converged_count
  local ends = n
  self.S:narrow(2, 1, n):copy_(self.X)
  if p then
    self.S:narrow(2, n + 1, p:size(-1)):copy_(p)
    ends = n + p:size(-1)
  end
  if done < n then
    local w = times(self.iK, columns(self.R, done + 1, n))
    if self.method == "ortho" then w = self:orthogonal_to(columns(self.S, 1, ends), w) end
    self.S:narrow(2, ends + 1, w:size(-1)):copy_(w)
    ends = ends + w:size(-1)
  end
  self.ivars.converged_end = ends
end

function Worker:start()
  local x, size = self.X, norm(self.X)
  local fvars, ivars = self.fvars, self.ivars
  fvars.X_norm = size
  fvars.A_norm, fvars.B_norm = norm(self.A:matmul(x)) / size, norm(times(self.B, x)) / size
  ivars.iterations_left, ivars.converged_count, ivars.converged_end = self.iparams.niter, 0, 0
  local basis = self:rayleigh_ritz_basis(x)
  if not basis then
    fail("lobpcg: the columns of X depend on each other, or B is not positive-definite")
  end
  local values, vectors = eigen(form(form(self.A, x), basis), self.bparams.largest)
  self.X = x:matmul(basis:matmul(vectors))
  -- The first residual of "ortho" is all of A X: what lies in X is taken out with its span.
  local known = self.method == "basic" and values or tensor.zeros_like(values)
  self:update_residual(known)
  self:count_converged(known)
  self.E = values
  self:set_span()
end

-- The span of a step and, for "basic", its basis. Where rounding leaves too little of a direction
-- to tell it from the others it is left out, and the span is orthonormal.
function Worker:next_span()
  local span = columns(self.S, self.ivars.converged_count + 1, self.ivars.converged_end)
  if self.method == "ortho" then return span end
  local basis = self:rayleigh_ritz_basis(span)
  if basis then return span, basis end
  return self:normalised(span, true, 10 * tensor.finfo(self.E.dtype).eps)
end

function Worker:step()
  local n, done = self.iparams.n, self.ivars.converged_count
  local span, basis = self:next_span()
  local small = form(self.A, span)
  if basis then small = form(small, basis) end
  local values, vectors = eigen(small, self.bparams.largest)
  local rest, p = n - done, nil
  local next_x = columns(vectors, 1, rest)
  if basis then
    local last = math.min(n + rest, vectors:size(-1))
    if last > n then p = span:matmul(basis:matmul(columns(vectors, n + 1, last))) end
    next_x = basis:matmul(next_x)
  elseif vectors:size(-1) > rest then
    local others = vectors:narrow(-1, rest + 1, vectors:size(-1) - rest)
    local turned = linalg.qr(others:narrow(1, 1, rest).mH)
    p = span:matmul(others:matmul(turned))
  end
  self.X:narrow(2, done + 1, rest):copy_(span:matmul(next_x))
  self.E:narrow(1, done + 1, rest):copy_(values:narrow(1, 1, rest))
  self:update_residual(self.E)
  self:count_converged(self.E)
  self:set_span(p)
end

function Worker:done()
  return self.bvars.force_stop or self.ivars.iterations_left == 0
    or self.ivars.converged_count >= self.iparams.k
end

function Worker:run()
  repeat
    if self.ivars.istep == 0 then self:start() else self:step() end
    self.ivars.iterations_left = self.ivars.iterations_left - 1
    self.ivars.istep = self.ivars.istep + 1
    if self.tracker then self.tracker(self) end
  until self:done()
  return self.E:narrow(1, 1, self.iparams.k), columns(self.X, 1, self.iparams.k)
end

return Worker
