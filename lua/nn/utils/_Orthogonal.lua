--- The parametrization behind nn.utils.parametrizations.orthogonal (Lezcano Casado 2019).

local autograd = require "luma.autograd"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

local linalg = tensor.linalg

---@class nn.utils._Orthogonal : nn.Module
---@field base? Tensor with use_trivialization: what the map turns
local Orthogonal = class("_Orthogonal")

local maps = {matrix_exp = true, cayley = true, householder = true}

function Orthogonal:init(weight, map, trivialize)
  if not maps[map] then
    fail('orthogonal: orthogonal_map must be "matrix_exp", "cayley" or "householder", got %q', map)
  elseif map == "householder" and weight:is_complex() then
    fail("orthogonal: the map householder does not take complex tensors")
  end
  self.shape, self.orthogonal_map, self.use_trivialization = weight.shape, map, trivialize
  if trivialize then self:register_buffer("base", nil) end
end

local function identity(n, like)
  return tensor.eye(n, n, {dtype = like.dtype, device = like.device})
end

-- The skew-symmetric matrices (..., n, n) of the lower triangles of (..., n, k).
local function skew(x)
  local n, k = x:size(-2), x:size(-1)
  x = x:tril()
  if n ~= k then
    local shape = {table.unpack(x.shape)}
    shape[#shape] = n - k
    x = tensor.cat({x, tensor.zeros(shape, {dtype = x.dtype, device = x.device})}, -1)
  end
  return x - x.mH
end

function Orthogonal:forward(x)
  local transposed = x:size(-2) < x:size(-1)
  if transposed then x = x.mT end
  local k = x:size(-1)
  local q
  if self.orthogonal_map == "householder" then
    local a = x:tril(-1)
    local tau = 2 / (1 + (a * a):sum(-2))
    q = linalg.householder_product(a, tau)
    -- The diagonal, which is -1 and 1, only says which way the columns point.
    q = q * x:diagonal(0, -2, -1):detach():trunc():unsqueeze(-2)
  else
    local a = skew(x)
    if self.orthogonal_map == "matrix_exp" then
      q = linalg.matrix_exp(a)
    else
      local one = identity(a:size(-1), a)
      q = linalg.solve(one - a * 0.5, one + a * 0.5)
    end
    q = q:narrow(-1, 1, k)
  end
  if self.base then q = self.base:matmul(q) end
  return transposed and q.mT or q
end

local function is_orthogonal(q)
  local eps = 10 * q:size(-2) * tensor.finfo(q.dtype).eps
  return q.mH:matmul(q):allclose(identity(q:size(-1), q), 1e-5, eps)
end

-- The factor Q of a QR decomposition, with the signs that make R's diagonal positive.
local function make_orthogonal(a)
  local x, tau = tensor.geqrf(a)
  return linalg.householder_product(x, tau) * x:diagonal(0, -2, -1):sgn():unsqueeze(-2)
end

function Orthogonal:right_inverse(q)
  if q.shape ~= self.shape then
    fail("orthogonal: a matrix or a batch of matrices of shape %s is needed, got %s", self.shape,
      q.shape)
  end
  local _ <close> = autograd.no_grad()
  local given = q
  local transposed = q:size(-2) < q:size(-1)
  if transposed then q = q.mT end
  local n, k = q:size(-2), q:size(-1)
  if not self.use_trivialization then
    if self.orthogonal_map ~= "householder" then return nil end -- there is no way back
    local a, tau = tensor.geqrf(q)
    local diagonal = a:diagonal(0, -2, -1)
    -- A column that is its own image has tau 0; its sign is the other one.
    diagonal:copy_(tensor.where(tau:eq(0), -diagonal:sign(), diagonal:sign()))
    return transposed and a.mT or a
  end
  if n == k then
    q = is_orthogonal(q) and q:clone() or make_orthogonal(q)
  else
    local shape = {table.unpack(q.shape)}
    shape[#shape] = n - k
    q = make_orthogonal(tensor.cat({q,
      tensor.randn(shape, {dtype = q.dtype, device = q.device})}, -1))
  end
  self.base = q
  local back = tensor.zeros_like(given)
  back:diagonal(0, -2, -1):fill_(-1)
  return back
end

return Orthogonal
