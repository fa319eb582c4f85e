--- nn.utils.spectral_norm, by a hook: the older form of nn.utils.parametrizations.spectral_norm,
--- whose state_dict has the keys weight_orig, weight_u and weight_v.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local fail = require "luma.fail"
local hook = require "luma.nn.utils._hook"
local is_a = require "luma.nn.module.is_a"
local Parameter = require "luma.nn.Parameter"
local spectral = require "luma.nn.utils._spectral"
local tensor = require "luma.tensor"

local norms = {}

local normalize = spectral.normalize

local SpectralNorm = {kind = "SpectralNorm"}
SpectralNorm.__index = SpectralNorm

function SpectralNorm:compute(module, iterate)
  local weight = module[self.name .. "_orig"]
  local u, v = module[self.name .. "_u"], module[self.name .. "_v"]
  local matrix = spectral.matrix(weight, self.dim)
  if iterate then
    local _ <close> = autograd.no_grad()
    for _ = 1, self.n_power_iterations do
      v:copy_(normalize(matrix.mH:mv(u), self.eps))
      u:copy_(normalize(matrix:mv(v), self.eps))
    end
    -- Copies: the next forward changes the vectors, and backward still needs these.
    u, v = u:clone(), v:clone()
  end
  return weight / u:dot(matrix:mv(v))
end

function SpectralNorm:__call(module) module[self.name] = self:compute(module, module.training) end

local parse = arguments("spectral_norm", {
  {"module", "any"}, {"name", "string?", "weight"}, {"n_power_iterations", "integer?", 1},
  {"eps", "number?", 1e-12}, {"dim", "integer?"},
})

---A weight divided by its largest singular value (Miyato et al. 2018), which is followed by power
---iterations in training. The parameter weight_orig takes the weight's place; the field `weight` is
---computed before each forward.
---@param module nn.Module
---@param name? string default "weight"
---@param n_power_iterations? integer for each forward in training, default 1
---@param eps? number the least norm divided by, default 1e-12
---@param dim? integer the dimension of outputs: default 1, of transposed convolutions 2
---@return nn.Module module
function norms.spectral_norm(...)
  local module, name, iterations, eps, dim = parse(...)
  hook.check_module("spectral_norm", module)
  if hook.find(module, "SpectralNorm", name) then
    fail("spectral_norm: %s has it for %q already", getmetatable(module).__name, name)
  end
  local weight = hook.parameter("spectral_norm", module, name)
  dim = dim or (is_a(module, "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d") and 2 or 1)
  local self = setmetatable({
    name = name, n_power_iterations = iterations, eps = eps,
    dim = spectral.check(weight, iterations, dim),
  }, SpectralNorm)
  local matrix = spectral.matrix(weight:detach(), self.dim)
  hook.take_out(module, name)
  module:register_parameter(name .. "_orig", weight)
  module[name] = weight:detach()
  for d, suffix in ipairs{"_u", "_v"} do
    local vector = tensor.empty({matrix:size(d)}, {dtype = weight.dtype, device = weight.device})
    module:register_buffer(name .. suffix, normalize(vector:normal_(0, 1), eps))
  end
  module:register_forward_pre_hook(self)
  self.state_hook = module:register_state_dict_post_hook(function(_, _, _, metadata)
    metadata.spectral_norm = metadata.spectral_norm or {}
    metadata.spectral_norm[name .. ".version"] = 1
  end)
  return module
end

---Ends spectral_norm: the weight is a parameter again, with the value it has now.
---@param module nn.Module
---@param name? string default "weight"
---@return nn.Module module
function norms.remove_spectral_norm(module, name)
  name = name or "weight"
  hook.check_module("remove_spectral_norm", module)
  local handle = hook.find(module, "SpectralNorm", name)
  if not handle then
    fail("remove_spectral_norm: %s has no spectral_norm of %q", getmetatable(module).__name,
      tostring(name))
  end
  local weight
  do
    local _ <close> = autograd.no_grad()
    weight = handle.f:compute(module, false)
  end
  handle:remove()
  handle.f.state_hook:remove()
  for _, suffix in ipairs{"", "_u", "_v", "_orig"} do hook.take_out(module, name .. suffix) end
  module:register_parameter(name, Parameter(weight))
  return module
end

return norms
