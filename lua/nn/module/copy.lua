--- Copies of modules.

local shared = require "luma.nn.module.shared"
local tensor = require "luma.tensor"

-- Classes and libraries are what they are, in a copy, too.
local function is_shared(value)
  local meta = getmetatable(value)
  if type(meta) == "table" and rawget(meta, "__name") == "class" then return true end
  for _, library in next, package and package.loaded or {} do
    if library == value then return true end
  end
  return false
end

-- A copy of a value of a field; `copies` maps what was copied already, so that sharing stays.
local function copy(value, copies)
  if copies[value] ~= nil then return copies[value] end
  if tensor.is_tensor(value) then
    local twin = value:detach():clone()
    if tensor._is_parameter(value) then
      twin = tensor._parameter(twin, value.requires_grad)
    elseif value.requires_grad then
      twin:requires_grad_()
    end
    shared.buffers[twin] = shared.buffers[value]
    shared.uninitialized[twin] = shared.uninitialized[value]
    copies[value] = twin
    return twin
  elseif type(value) == "table" and not is_shared(value) then
    local twin = setmetatable({}, getmetatable(value))
    copies[value] = twin
    for k, v in next, value do rawset(twin, copy(k, copies), copy(v, copies)) end
    return twin
  end
  return value
end

---@param Module table
return function(Module)
  ---A deep copy, as copy.deepcopy makes of PyTorch's modules: tensors of its own, without their
  ---gradients; what the module shares inside, the copy shares inside, too. Hooks run for the copy,
  ---as well, and a handle of the original's takes away the original's only.
  ---@return nn.Module
  function Module:clone() return copy(self, {}) end
end
