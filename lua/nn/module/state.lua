--- state_dict and its way back, and copies of modules.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

-- A state_dict is a plain table of tensors; its metatable only lets `pairs` keep the order.
local function ordered(order)
  return {
    __name = "state_dict",
    __pairs = function(dict)
      local keys, seen = {}, {}
      for _, key in ipairs(order) do
        if rawget(dict, key) ~= nil and not seen[key] then
          seen[key] = true
          keys[#keys + 1] = key
        end
      end
      for key in next, dict do
        if not seen[key] then keys[#keys + 1] = key end
      end
      local i = 0
      return function()
        i = i + 1
        if keys[i] ~= nil then return keys[i], rawget(dict, keys[i]) end
      end
    end,
  }
end

-- A copy of a value of a field; `copies` maps what was copied already, so that sharing stays.
local function copy(value, copies)
  if copies[value] ~= nil then return copies[value] end
  if tensor.is_tensor(value) then
    local twin = value:detach():clone()
    if tensor._is_parameter(value) then
      twin = tensor._parameter(twin, value.requires_grad)
    end
    copies[value] = twin
    return twin
  elseif type(value) == "table" then
    local twin = setmetatable({}, getmetatable(value))
    copies[value] = twin
    for k, v in next, value do rawset(twin, copy(k, copies), copy(v, copies)) end
    return twin
  end
  return value
end

---@param Module table
---@param each fun(module, kind: string, visit: fun(name: string, value))
return function(Module, each)
  -- Calls visit(path, tensor) for what a state_dict holds, in PyTorch's order: a module's own
  -- parameters, its persistent buffers, then its children. Shared tensors come under every name.
  local function walk(self, prefix, visit)
    each(self, "parameter", function(name, value) visit(prefix .. name, value) end)
    each(self, "buffer", function(name, value)
      if self._buffers[name] then visit(prefix .. name, value) end
    end)
    each(self, "module", function(name, child) walk(child, prefix .. name .. ".", visit) end)
  end

  ---Parameters and persistent buffers by name, with PyTorch's keys (`layers.0.weight`). The tensors
  ---share their elements with the module; `pairs` gives them in the order of definition.
  ---@return table<string, Tensor>
  function Module:state_dict()
    local dict, order = {}, {}
    walk(self, "", function(key, value)
      dict[key] = value:detach()
      order[#order + 1] = key
    end)
    return setmetatable(dict, ordered(order))
  end

  ---Copies values into the parameters and buffers, converting dtype and device. On an error, which
  ---lists everything that does not fit, nothing has changed.
  ---@param dict table<string, Tensor> as state_dict gives it
  ---@param strict? boolean true when left out: every key must be there, and no other; also as
  ---{strict = ...}
  ---@return string[] missing, string[] unexpected
  function Module:load_state_dict(dict, strict)
    if type(dict) ~= "table" then
      fail("load_state_dict: a table of tensors is needed, got a %s", type(dict))
    end
    if type(strict) == "table" then strict = strict.strict end
    local problems, missing, unexpected, copies, known = {}, {}, {}, {}, {}
    walk(self, "", function(key, value)
      known[key] = true
      local new = dict[key]
      if new == nil then
        missing[#missing + 1] = key
      elseif not tensor.is_tensor(new) then
        problems[#problems + 1] = ("%s: a tensor is needed, got a %s"):format(key, type(new))
      elseif new.shape ~= value.shape then
        problems[#problems + 1] = ("size mismatch for %s: it has %s, the module needs %s"):format(
          key, new.shape, value.shape)
      else
        copies[#copies + 1] = {value, new}
      end
    end)
    for key in pairs(dict) do
      if not known[key] then unexpected[#unexpected + 1] = tostring(key) end
    end
    table.sort(unexpected)
    if strict ~= false then
      if #unexpected > 0 then
        table.insert(problems, 1, "unexpected keys: " .. table.concat(unexpected, ", "))
      end
      if #missing > 0 then
        table.insert(problems, 1, "missing keys: " .. table.concat(missing, ", "))
      end
    end
    if #problems > 0 then
      fail("load_state_dict: the state does not fit %s:\n  %s", getmetatable(self).__name,
        table.concat(problems, "\n  "))
    end
    local _ <close> = autograd.no_grad()
    for _, pair in ipairs(copies) do pair[1]:copy_(pair[2]) end
    return missing, unexpected
  end

  ---A copy with tensors of its own; what the module shares inside, the copy shares inside, too.
  ---Hooks stay with the original.
  ---@return nn.Module
  function Module:clone()
    local copies = {}
    for module in self:modules() do
      if module._hooks then copies[module._hooks] = false end
    end
    return copy(self, copies)
  end
end
