--- The parametrization behind nn.utils.parametrizations.spectral_norm.

local autograd = require "luma.autograd"
local class = require "luma.nn.class"
local spectral = require "luma.nn.utils._spectral"
local tensor = require "luma.tensor"

local normalize = spectral.normalize

---@class nn.utils._SpectralNorm : nn.Module
---@field _u Tensor the first left singular vector, about
---@field _v Tensor the first right one
local SpectralNorm = class("_SpectralNorm")

function SpectralNorm:init(weight, iterations, dim, eps)
  self.dim, self.eps = spectral.check(weight, iterations, dim), eps
  self.n_power_iterations = iterations
  if weight.ndim == 1 then return end
  local _ <close> = autograd.no_grad()
  local matrix = spectral.matrix(weight:detach(), self.dim)
  for d, name in ipairs{"_u", "_v"} do
    local vector = tensor.empty({matrix:size(d)}, {dtype = weight.dtype, device = weight.device})
    self:register_buffer(name, normalize(vector:normal_(0, 1), eps))
  end
  self:_power_method(matrix, 15)
end

function SpectralNorm:_power_method(matrix, iterations)
  local _ <close> = autograd.no_grad()
  for _ = 1, iterations do
    self._u:copy_(normalize(matrix:mv(self._v), self.eps))
    self._v:copy_(normalize(matrix.mH:mv(self._u), self.eps))
  end
end

function SpectralNorm:forward(weight)
  if weight.ndim == 1 then return normalize(weight, self.eps) end
  local matrix = spectral.matrix(weight, self.dim)
  if self.training then self:_power_method(matrix:detach(), self.n_power_iterations) end
  -- Copies: the next forward changes the vectors, and backward still needs these.
  local u, v = self._u:clone(), self._v:clone()
  return weight / tensor.vdot(u, matrix:mv(v))
end

function SpectralNorm.right_inverse(_, value) return value end

return SpectralNorm
