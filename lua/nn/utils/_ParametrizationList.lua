--- The parametrizations of one tensor, and what it is computed from.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local new_class = require "luma.nn.class"
local ModuleList = require "luma.nn.ModuleList"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

---A list of modules that computes a tensor: called, it gives the first what is original, and each
---what the one before it returned.
---@class nn.utils.parametrize.ParametrizationList : nn.ModuleList
---@field original? Tensor what the tensor is computed from; or original0, original1, ...
---@field is_tensor boolean whether that is one
---@field ntensors integer
---@field unsafe boolean
local ParametrizationList = new_class("ParametrizationList", ModuleList)

-- What right_inverse returned, as a list of tensors, and whether it was one tensor: several come as
-- several results or as one list.
local function originals_of(...)
  local first = ...
  if select("#", ...) == 1 and tensor.is_tensor(first) then return {first}, true end
  local list = {...}
  if select("#", ...) == 1 and type(first) == "table" then list = first end
  for i, value in ipairs(list) do
    if not tensor.is_tensor(value) then
      fail("right_inverse: it must return tensors, result %d is a %s", i, type(value))
    end
  end
  if #list == 0 then
    fail("right_inverse: it must return a tensor or several, got a %s", type(first))
  end
  return list, false
end

-- Runs the right inverses from the last parametrization to the first. One that returns nil cannot
-- go back; then `missing` decides.
local function invert(self, value, missing)
  local values = {value}
  for i = #self, 1, -1 do
    local parametrization = self[i]
    local results = parametrization.right_inverse
      and table.pack(parametrization:right_inverse(table.unpack(values))) or {n = 0}
    if results[1] ~= nil then
      values = results
    else
      missing(getmetatable(parametrization).__name)
    end
  end
  return originals_of(table.unpack(values, 1, values.n or #values))
end

local function put(self, name, value, like)
  if tensor._is_parameter(like) then
    self[name] = tensor._is_parameter(value) and value
      or Parameter(value:detach(), like.requires_grad)
  else
    self:register_buffer(name, value)
  end
end

local function ignore() end

function ParametrizationList:init(modules, original, unsafe)
  ModuleList.init(self, modules)
  self.unsafe = unsafe or false
  local shape, dtype = original.shape, original.dtype
  local new
  do
    local _ <close> = autograd.no_grad()
    new, self.is_tensor = invert(self, original, ignore)
  end
  self.ntensors = #new
  if self.is_tensor then
    if new[1].dtype ~= dtype then
      fail("register_parametrization: when right_inverse returns one tensor, it may not change the "
        .. "dtype: it is %s, and becomes %s", dtype, new[1].dtype)
    elseif new[1].device ~= original.device then
      fail("register_parametrization: when right_inverse returns one tensor, it may not change the "
        .. "device: it is %s, and becomes %s", original.device, new[1].device)
    end
    if new[1] ~= original then original.data = new[1]:detach() end
    put(self, "original", original, original)
  else
    for i, value in ipairs(new) do
      if value == original then value = value:detach() end
      put(self, "original" .. i - 1, value, original)
    end
  end
  if self.unsafe then return end
  local value = self()
  if not tensor.is_tensor(value) then
    fail("register_parametrization: a parametrization must return a tensor, got a %s", type(value))
  elseif value.dtype ~= dtype then
    fail("register_parametrization: a parametrization may not change the dtype of the tensor, "
      .. "unless unsafe is true: it is %s, and becomes %s", dtype, value.dtype)
  elseif value.shape ~= shape then
    fail("register_parametrization: a parametrization may not change the shape of the tensor, "
      .. "unless unsafe is true: it is %s, and becomes %s", shape, value.shape)
  end
end

---Iterates over the names and tensors that the parametrized one is computed from.
function ParametrizationList:originals()
  local i = -1
  return function()
    i = i + 1
    if i >= self.ntensors then return nil end
    local name = self.is_tensor and "original" or "original" .. i
    return name, self[name] -- which may be parametrized itself
  end
end

---Sets the originals so that the tensor becomes `value`; every parametrization needs a
---right_inverse.
---@param value Tensor
function ParametrizationList:assign(value)
  if not tensor.is_tensor(value) then
    fail("right_inverse: a tensor is needed, got a %s", type(value))
  end
  local _ <close> = autograd.no_grad()
  local new, is_tensor = invert(self, value, function(name)
    fail("right_inverse: the parametrization %s does not implement right_inverse", name)
  end)
  if is_tensor ~= self.is_tensor or #new ~= self.ntensors then
    fail("right_inverse: it must return %d tensors as before, got %d", self.ntensors, #new)
  end
  local i = 0
  for name, original in self:originals() do
    i = i + 1
    if new[i].dtype ~= original.dtype then
      fail("right_inverse: tensor %d has dtype %s while %s has dtype %s", i, new[i].dtype, name,
        original.dtype)
    end
    original.data = new[i]:detach()
  end
end

function ParametrizationList:forward()
  local values = {}
  for _, original in self:originals() do values[#values + 1] = original end
  local value = self[1](table.unpack(values))
  for i = 2, #self do value = self[i](value) end
  return value
end

return ParametrizationList
