--- nn.utils.weight_norm, by a hook: the older form of nn.utils.parametrizations.weight_norm, whose
--- state_dict has the keys weight_g and weight_v.

local arguments = require "luma.arguments"
local fail = require "luma.fail"
local hook = require "luma.nn.utils._hook"
local norm_except_dim = require "luma.nn.utils._norm_except_dim"
local Parameter = require "luma.nn.Parameter"
local place = require "luma.nn.utils._place"

local norms = {}

local WeightNorm = {kind = "WeightNorm"}
WeightNorm.__index = WeightNorm

function WeightNorm:compute(module)
  local g, v = module[self.name .. "_g"], module[self.name .. "_v"]
  return v * (g / norm_except_dim(v, self.dim))
end

function WeightNorm:__call(module) module[self.name] = self:compute(module) end

local parse = arguments("weight_norm", {
  {"module", "any"}, {"name", "string?", "weight"}, {"dim", "integer|false?", 1},
})

---A weight as a length and a direction: weight = g v / |v| (Salimans and Kingma 2016), with a
---length for each position of dimension dim. The parameters weight_g and weight_v take the weight's
---place; the field `weight` is computed before each forward.
---@param module nn.Module
---@param name? string default "weight"
---@param dim? integer|false default 1; false, or -1 as in PyTorch: one length for the whole
---@return nn.Module module
function norms.weight_norm(...)
  local module, name, dim = parse(...)
  hook.check_module("weight_norm", module)
  if hook.find(module, "WeightNorm", name) then
    fail("weight_norm: %s has it for %q already", getmetatable(module).__name, name)
  end
  local weight = hook.parameter("weight_norm", module, name)
  local self = setmetatable({name = name, dim = place("weight_norm", weight, dim)}, WeightNorm)
  hook.take_out(module, name)
  module:register_parameter(name .. "_g", Parameter(norm_except_dim(weight:detach(), self.dim)))
  module:register_parameter(name .. "_v", Parameter(weight:detach()))
  module[name] = self:compute(module)
  module:register_forward_pre_hook(self)
  return module
end

---Ends weight_norm: the weight is a parameter again, with the value it has now.
---@param module nn.Module
---@param name? string default "weight"
---@return nn.Module module
function norms.remove_weight_norm(module, name)
  name = name or "weight"
  hook.check_module("remove_weight_norm", module)
  local handle = hook.find(module, "WeightNorm", name)
  if not handle then
    fail("remove_weight_norm: %s has no weight_norm of %q", getmetatable(module).__name,
      tostring(name))
  end
  local weight = handle.f:compute(module):detach()
  handle:remove()
  for _, suffix in ipairs{"", "_g", "_v"} do hook.take_out(module, name .. suffix) end
  module:register_parameter(name, Parameter(weight))
  return module
end

return norms
