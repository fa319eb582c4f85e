--- distributions.MultivariateNormal.

local arguments = require "luma.arguments"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local fail = require "luma.fail"
local parameters = require "luma.distributions.parameters"
local tensor = require "luma.tensor"

---The normal distribution over vectors, with mean `loc` and one of `covariance_matrix`, its inverse
---`precision_matrix` and its lower Cholesky factor `scale_tril`: event shape (K).
---@class distributions.MultivariateNormal : distributions.Distribution
---@overload fun(loc: Tensor, covariance_matrix?: Tensor, options?: {precision_matrix: Tensor?,
---scale_tril: Tensor?, validate_args: boolean?}): distributions.MultivariateNormal
local MultivariateNormal = class("MultivariateNormal", Distribution)

MultivariateNormal.has_rsample = true
MultivariateNormal.parameter_names = {
  "loc", "covariance_matrix", "precision_matrix", "scale_tril", "unbroadcasted_scale_tril",
}
MultivariateNormal.arg_constraints = {
  loc = constraints.real_vector, covariance_matrix = constraints.positive_definite,
  precision_matrix = constraints.positive_definite, scale_tril = constraints.lower_cholesky,
}
MultivariateNormal.support = constraints.real_vector

local parse = arguments("MultivariateNormal", {
  {"loc", "tensor"}, {"covariance_matrix", "tensor?"}, {"precision_matrix", "tensor?"},
  {"scale_tril", "tensor?"}, {"validate_args", "boolean?"},
})

-- The lower factor of the inverse of P, without forming the inverse: from the Cholesky factor of P
-- with rows and columns in reverse order.
local function factor_of_precision(p)
  local reversed = tensor.linalg.cholesky(p:flip(-2, -1))
  local l_inverse = reversed:flip(-2, -1).mT
  local eye = tensor.eye(p:size(-1), {dtype = p.dtype, device = p.device})
  return tensor.linalg.solve_triangular(l_inverse, eye, {upper = false})
end

function MultivariateNormal:init(...)
  local loc, covariance, precision, scale_tril, validate = parse(...)
  if loc:dim() == 0 then fail("MultivariateNormal: loc must have at least one dimension") end
  local given = (covariance and 1 or 0) + (precision and 1 or 0) + (scale_tril and 1 or 0)
  if given ~= 1 then
    fail("MultivariateNormal: give exactly one of covariance_matrix, precision_matrix and "
      .. "scale_tril, not %d of them", given)
  end
  local matrix = covariance or precision or scale_tril
  local name = covariance and "covariance_matrix" or precision and "precision_matrix"
    or "scale_tril"
  if matrix:dim() < 2 then
    fail("MultivariateNormal: %s must be a matrix or a batch of them, got shape %s", name,
      tostring(matrix.shape))
  end
  local size = loc:size(-1)
  local batch = tensor.broadcast_shapes(parameters.piece(matrix.shape, 1, matrix:dim() - 2),
    parameters.piece(loc.shape, 1, loc:dim() - 1))
  batch = parameters.piece(batch, 1)
  self.loc = loc:expand(parameters.join(batch, {size}))
  matrix = matrix:expand(parameters.join(batch, {size, size}))
  self[name] = matrix
  Distribution.init(self, batch, {size}, validate)
  self.unbroadcasted_scale_tril = scale_tril and matrix
    or covariance and tensor.linalg.cholesky(matrix) or factor_of_precision(matrix)
end

function MultivariateNormal:get_scale_tril() return self.unbroadcasted_scale_tril end
function MultivariateNormal:get_covariance_matrix()
  local l = self.unbroadcasted_scale_tril
  return l:matmul(l.mT)
end
function MultivariateNormal:get_precision_matrix()
  return self.unbroadcasted_scale_tril:cholesky_inverse()
end
function MultivariateNormal:get_mean() return self.loc end
function MultivariateNormal:get_mode() return self.loc end
function MultivariateNormal:get_variance()
  return self.unbroadcasted_scale_tril:square():sum(-1)
end

function MultivariateNormal:rsample(sample_shape)
  local noise = tensor.randn(self:extended_shape(sample_shape),
    {dtype = self.loc.dtype, device = self.loc.device})
  return self.loc + self.unbroadcasted_scale_tril:matmul(noise:unsqueeze(-1)):squeeze(-1)
end

-- log |L|, half the log-determinant of the covariance.
local function half_log_det(l) return l:diagonal(0, -2, -1):log():sum(-1) end

function MultivariateNormal:log_prob(value)
  self:check(value)
  local l = self.unbroadcasted_scale_tril
  local difference = (value - self.loc):unsqueeze(-1)
  local whitened = tensor.linalg.solve_triangular(l, difference, {upper = false})
  local distance = whitened:squeeze(-1):square():sum(-1)
  return (distance + self.event_shape[1] * math.log(2 * math.pi)) * -0.5 - half_log_det(l)
end

function MultivariateNormal:entropy()
  return half_log_det(self.unbroadcasted_scale_tril)
    + self.event_shape[1] * (1 + math.log(2 * math.pi)) / 2
end

return MultivariateNormal
