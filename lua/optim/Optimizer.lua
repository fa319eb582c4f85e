--- optim.Optimizer: what all optimisers share.

local autograd = require "luma.autograd"
local class = require "luma.class"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

local is_tensor = tensor.is_tensor

---@class optim.Optimizer
---@field param_groups table[] each has `params` and the options that hold for them
---@field state table<Tensor, table> what the optimiser remembers of each parameter
---@field defaults table options of groups that do not say otherwise
local Optimizer = class("Optimizer")

local function class_name(self) return "optim." .. getmetatable(self).__name end

---@param params Tensor[]|table[] parameters, or groups: {params = {...}, lr = ...}
---@param defaults table options by name, with their values
---@param check? fun(options: table) fails when a group's options are wrong
function Optimizer:init(params, defaults, check)
  self.defaults, self.check = defaults or {}, check
  self.state, self.param_groups, self.known = {}, {}, {}
  if type(params) ~= "table" or is_tensor(params) then
    fail("%s: a list of parameters is needed, such as model:parameters(), got a %s",
      class_name(self), is_tensor(params) and "tensor" or type(params))
  elseif getmetatable(params) ~= nil then
    fail("%s: a list of parameters is needed: give model:parameters(), not the module itself",
      class_name(self))
  elseif #params == 0 then
    fail("%s: the list of parameters is empty", class_name(self))
  end
  if is_tensor(params[1]) then
    self:add_param_group({params = params})
  else
    for _, group in ipairs(params) do self:add_param_group(group) end
  end
end

---Adds parameters with options of their own, for layers that are unfrozen later, say.
---@param group table {params = {...}, lr = ...}; options left out are the defaults
function Optimizer:add_param_group(group)
  local name = class_name(self)
  if type(group) ~= "table" or group.params == nil then
    fail("%s: a group is a table with params, such as {params = layer:parameters(), lr = 0.1}",
      name)
  end
  local params = is_tensor(group.params) and {group.params} or group.params
  local options = {}
  for key, value in pairs(self.defaults) do options[key] = value end
  for key, value in pairs(group) do
    if key ~= "params" then options[key] = value end
  end
  if self.check then self.check(options) end
  local list, new = {}, {}
  for i, parameter in ipairs(params) do
    if not is_tensor(parameter) then
      fail("%s: parameter %d must be a tensor, got a %s", name, i, type(parameter))
    elseif not parameter.is_leaf then
      fail("%s: parameter %d is the result of an operation; only leaves can be optimised", name, i)
    elseif self.known[parameter] or new[parameter] then
      fail("%s: parameter %d is in the optimiser already", name, i)
    end
    new[parameter], list[i] = true, parameter
  end
  for parameter in pairs(new) do self.known[parameter] = true end
  options.params = list
  table.insert(self.param_groups, options)
end

---Drops the gradients of all parameters.
---@param set_to_none? boolean false: fill them with zeros instead
function Optimizer:zero_grad(set_to_none)
  if type(set_to_none) == "table" then set_to_none = set_to_none.set_to_none end
  for _, group in ipairs(self.param_groups) do
    for _, parameter in ipairs(group.params) do
      if set_to_none ~= false then
        parameter.grad = nil
      else
        local grad = parameter.grad
        if grad then grad:detach():zero_() end
      end
    end
  end
end

---One step: updates every parameter that has a gradient.
---@param closure? fun(): any computes the loss and its gradients anew
---@return any loss what the closure returned
function Optimizer:step(closure)
  local loss
  if closure then
    local _ <close> = autograd.enable_grad()
    loss = closure()
  end
  local _ <close> = autograd.no_grad()
  for _, group in ipairs(self.param_groups) do self:update(group) end
  return loss
end

---Updates the parameters of one group; every subclass has its own.
---@param group table
function Optimizer:update(group) -- luacheck: no unused args
  fail("%s: it has no update method", class_name(self))
end

-- A copy of plain data; tensors stay the same ones.
local function copy(value)
  if type(value) ~= "table" then return value end
  local twin = {}
  for k, v in pairs(value) do twin[k] = copy(v) end
  return twin
end

---The state as plain data, in PyTorch's layout: `state` has what is remembered of each parameter
---under the parameter's number, `param_groups` has the options and the numbers of each group.
---@return table
function Optimizer:state_dict()
  local number, count, groups, state = {}, 0, {}, {}
  for i, group in ipairs(self.param_groups) do
    local saved = {}
    for key, value in pairs(group) do
      if key ~= "params" then saved[key] = copy(value) end
    end
    saved.params = {}
    for k, parameter in ipairs(group.params) do
      count = count + 1
      number[parameter], saved.params[k] = count, count
    end
    groups[i] = saved
  end
  for parameter, entry in pairs(self.state) do state[number[parameter]] = copy(entry) end
  return {state = state, param_groups = groups}
end

-- A remembered value for a parameter: tensors of its shape take its dtype and device, the count of
-- steps is a number here (PyTorch keeps it in a tensor).
local function restored(key, value, parameter)
  if not is_tensor(value) then return copy(value) end
  if key == "step" then return math.tointeger(value:item()) or value:item() end
  return value:detach():to({dtype = parameter.dtype, device = parameter.device}):clone()
end

---Takes over a state. On an error nothing has changed.
---@param dict table as state_dict gives it; the numbers only have to agree within it
function Optimizer:load_state_dict(dict)
  local name = class_name(self)
  if type(dict) ~= "table" or type(dict.state) ~= "table"
    or type(dict.param_groups) ~= "table" then
    fail("%s: load_state_dict needs a table with state and param_groups", name)
  end
  if #dict.param_groups ~= #self.param_groups then
    fail("%s: the state has %d parameter groups, the optimiser has %d", name, #dict.param_groups,
      #self.param_groups)
  end
  local groups, state = {}, {}
  for i, saved in ipairs(dict.param_groups) do
    local params = self.param_groups[i].params
    if type(saved) ~= "table" or type(saved.params) ~= "table" or #saved.params ~= #params then
      fail("%s: group %d of the state has %d parameters, that of the optimiser %d", name, i,
        type(saved) == "table" and type(saved.params) == "table" and #saved.params or 0, #params)
    end
    -- Options that only PyTorch has (foreach, fused, ...) say how, not what, it computes.
    local group = {}
    for key, value in pairs(self.param_groups[i]) do
      if key ~= "params" then group[key] = value end
    end
    for key, value in pairs(saved) do
      if self.defaults[key] ~= nil or key == "initial_lr" then group[key] = copy(value) end
    end
    if self.check then self.check(group) end
    group.params = params
    groups[i] = group
    for k, id in ipairs(saved.params) do
      local parameter = params[k]
      local entry = dict.state[id]
      if entry == nil then entry = dict.state[tostring(id)] end -- numbers that were names in a file
      if entry ~= nil then
        state[parameter] = {}
        for key, value in pairs(entry) do
          if is_tensor(value) and key ~= "step" and value:numel() ~= parameter:numel() then
            fail("%s: %s of parameter %d in group %d has %d elements, the parameter %d", name, key,
              k, i, value:numel(), parameter:numel())
          end
          state[parameter][key] = restored(key, value, parameter)
        end
      end
    end
  end
  self.param_groups, self.state = groups, state
end

function Optimizer:__tostring()
  local lines = {}
  for i, group in ipairs(self.param_groups) do
    lines[#lines + 1] = ("Parameter Group %d"):format(i)
    local names = {}
    for key in pairs(group) do
      if key ~= "params" then names[#names + 1] = key end
    end
    table.sort(names)
    for _, key in ipairs(names) do
      local value = group[key]
      if type(value) == "table" then value = "{" .. table.concat(value, ", ") .. "}" end
      lines[#lines + 1] = ("    %s: %s"):format(key, value)
    end
  end
  return ("%s (\n%s\n)"):format(getmetatable(self).__name, table.concat(lines, "\n"))
end

return Optimizer
