--- nn._lazy: lazy forms of the layers whose first argument is a size of their input.

local fail = require "luma.fail"
local Mixin = require "luma.nn.LazyModuleMixin"
local shared = require "luma.nn.module.shared"
local tensor = require "luma.tensor"

-- The module's tensors, by name.
local function tensors_of(module)
  local list = {}
  for _, method in ipairs{"named_parameters", "named_buffers"} do
    for name, t in module[method](module, "", false) do list[name] = t end
  end
  return list
end

---@param name string
---@param base table its constructor's first argument is the size, `field` of its modules
---@param field string
---@param dims integer|integer[] where the input has that size: a position, or for inputs of so many
---dimensions: {[ndim] = position}
---@param complete? fun(...): ... the arguments of base that those of the lazy form stand for, where
---their defaults differ
---@return table
return function(name, base, field, dims, complete)
  local Lazy = Mixin(name, base)

  function Lazy:init(...)
    local given = complete and table.pack(complete(...)) or table.pack(...)
    base.init(self, 0, table.unpack(given, 1, given.n))
    rawset(self, "_arguments", given)
    for _, t in pairs(tensors_of(self)) do
      if t:numel() == 0 then shared.uninitialized[t] = true end
    end
  end

  function Lazy:loaded_parameters()
    local t = self.weight or self.running_mean
    if field == "in_features" then
      self[field] = t:size(2)
    elseif field == "in_channels" and not self.transposed then
      self[field] = t:size(2) * self.groups
    else
      self[field] = t:size(1)
    end
    rawset(self, "_arguments", nil)
  end

  function Lazy:initialize_parameters(input)
    if not tensor.is_tensor(input) then
      fail("%s: a tensor is needed, got a %s", name, type(input))
    end
    local place = dims
    if type(dims) == "table" then place = dims[input.ndim] end
    if not place or input.ndim < 1 then
      fail("%s: an input of %d dimensions does not tell %s", name, input.ndim, field)
    end
    local size = input:size(place)
    if self:has_uninitialized_params() then
      local own = tensors_of(self)
      local like = own.weight or own.running_mean
      local made = base(size, table.unpack(self._arguments, 1, self._arguments.n))
      for key, value in pairs(tensors_of(made)) do
        if shared.uninitialized[own[key]] then self:materialize(key, value.shape) end
        own[key].data = value:detach():to({dtype = own[key].dtype, device = like.device})
      end
    end
    self[field] = size
    rawset(self, "_arguments", nil)
  end
  return Lazy
end
