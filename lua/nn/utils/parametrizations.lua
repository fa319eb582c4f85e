--- nn.utils.parametrizations: weights of a norm, a spectral norm or an orthogonality of their own,
--- by nn.utils.parametrize.

local arguments = require "luma.arguments"
local fail = require "luma.fail"
local is_a = require "luma.nn.module.is_a"
local is_module = require "luma.nn.module.is_module"
local Orthogonal = require "luma.nn.utils._Orthogonal"
local parametrize = require "luma.nn.utils.parametrize"
local SpectralNorm = require "luma.nn.utils._SpectralNorm"
local tensor = require "luma.tensor"
local WeightNorm = require "luma.nn.utils._WeightNorm"

local parametrizations = {}

-- The tensor of a module that is to be parametrized.
local function weight_of(operation, module, name)
  if not is_module(module) then
    fail("%s: a module is needed, got a %s", operation, type(module))
  end
  local weight = module[name]
  if not tensor.is_tensor(weight) then
    fail("%s: %s has no parameter or buffer %q", operation, getmetatable(module).__name, name)
  end
  return weight
end

local parse_weight_norm = arguments("weight_norm", {
  {"module", "any"}, {"name", "string?", "weight"}, {"dim", "integer|false?", 1},
})

---A weight as a length and a direction: weight = g v / |v| (Salimans and Kingma 2016), with a
---length for each position of dimension dim. g is `parametrizations.weight.original0`, v
---`original1`.
---@param module nn.Module
---@param name? string default "weight"
---@param dim? integer|false default 1; false, or -1 as in PyTorch: one length for the whole
---@return nn.Module module
function parametrizations.weight_norm(...)
  local module, name, dim = parse_weight_norm(...)
  local weight = weight_of("weight_norm", module, name)
  parametrize.register_parametrization(module, name, WeightNorm(weight, dim), {unsafe = true})
  -- What nn.utils.weight_norm saved is read, too.
  module:register_load_state_dict_pre_hook(function(_, dict, prefix)
    local g, v = prefix .. name .. "_g", prefix .. name .. "_v"
    if dict[g] ~= nil and dict[v] ~= nil then
      local originals = prefix .. "parametrizations." .. name .. ".original"
      dict[originals .. "0"], dict[originals .. "1"] = dict[g], dict[v]
      dict[g], dict[v] = nil, nil
    end
  end)
  return module
end

local parse_spectral_norm = arguments("spectral_norm", {
  {"module", "any"}, {"name", "string?", "weight"}, {"n_power_iterations", "integer?", 1},
  {"eps", "number?", 1e-12}, {"dim", "integer?"},
})

---A weight divided by its largest singular value (Miyato et al. 2018), which is followed by power
---iterations in training.
---@param module nn.Module
---@param name? string default "weight"
---@param n_power_iterations? integer for each forward in training, default 1
---@param eps? number the least norm divided by, default 1e-12
---@param dim? integer the dimension of outputs: default 1, of transposed convolutions 2
---@return nn.Module module
function parametrizations.spectral_norm(...)
  local module, name, iterations, eps, dim = parse_spectral_norm(...)
  local weight = weight_of("spectral_norm", module, name)
  dim = dim or (is_a(module, "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d") and 2 or 1)
  return parametrize.register_parametrization(module, name,
    SpectralNorm(weight, iterations, dim, eps))
end

local parse_orthogonal = arguments("orthogonal", {
  {"module", "any"}, {"name", "string?", "weight"}, {"orthogonal_map", "string?"},
  {"use_trivialization", "boolean?", true},
})

---A weight whose columns or, where it is wide, rows are orthonormal; of a batch of matrices, each.
---@param module nn.Module
---@param name? string default "weight"
---@param orthogonal_map? string "matrix_exp", "cayley" or "householder"; the first for square and
---complex weights, else the last
---@param use_trivialization? boolean default true: the map is around the value there is now, which
---the weight keeps where it is orthogonal
---@return nn.Module module
function parametrizations.orthogonal(...)
  local module, name, map, trivialize = parse_orthogonal(...)
  local weight = weight_of("orthogonal", module, name)
  if weight.ndim < 2 then
    fail("orthogonal: a matrix or a batch of matrices is needed, %q has shape %s", name,
      weight.shape)
  end
  if map == nil then
    local exact = weight:size(-2) == weight:size(-1) or weight:is_complex()
    map = exact and "matrix_exp" or "householder"
  end
  return parametrize.register_parametrization(module, name, Orthogonal(weight, map, trivialize),
    {unsafe = true})
end

return parametrizations
