--- The state of an optimiser as plain data, in PyTorch's layout, and back.

local copy = require "luma.optim.groups".copy
local fail = require "luma.fail"
local hooks = require "luma.optim.hooks"
local tensor = require "luma.tensor"

local is_tensor = tensor.is_tensor

return function(Optimizer)
  ---Values in the state of a parameter that are numbers here; PyTorch keeps some of them in
  ---tensors.
  Optimizer.counts = {step = true}

  ---The state as plain data, in PyTorch's layout: `state` has what is remembered of each parameter
  ---under the parameter's number, `param_groups` has the options and the numbers of each group.
  ---@return table
  function Optimizer:state_dict()
    hooks.each(self.hooks.state_dict_pre, function(hook) hook(self) end)
    local number, count, saved_groups, state = {}, 0, {}, {}
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
      saved_groups[i] = saved
    end
    for parameter, entry in pairs(self.state) do
      if number[parameter] then state[number[parameter]] = copy(entry) end
    end
    local dict = {state = state, param_groups = saved_groups}
    hooks.each(self.hooks.state_dict_post, function(hook) dict = hook(self, dict) or dict end)
    return dict
  end

  -- A remembered value for a parameter: tensors take its dtype and device.
  local function restored(value, parameter)
    if is_tensor(value) then
      local dtype = value.dtype
      if value:is_floating_point() or value:is_complex() then dtype = parameter.dtype end
      return value:detach():to({dtype = dtype, device = parameter.device}):clone()
    elseif type(value) == "table" then
      local twin = {}
      for k, v in pairs(value) do twin[k] = restored(v, parameter) end
      return twin
    end
    return value
  end

  -- Numbers that PyTorch keeps in tensors, alone or in a list.
  local counted
  function counted(value)
    if is_tensor(value) then
      value = value:item()
      return math.tointeger(value) or value
    elseif type(value) ~= "table" then
      return value
    end
    local list = {}
    for i, entry in ipairs(value) do list[i] = counted(entry) end
    return list
  end

  local function restored_entry(self, entry, parameter, k, i)
    if type(entry) ~= "table" then
      fail("%s: the state of parameter %d in group %d must be a table, got a %s", self:name(), k, i,
        type(entry))
    end
    local twin = {}
    for key, value in pairs(entry) do
      if self.counts[key] then
        twin[key] = counted(value)
      elseif is_tensor(value) and self.shaped and value:numel() ~= parameter:numel() then
        fail("%s: %s of parameter %d in group %d has %d elements, the parameter %d", self:name(),
          key, k, i, value:numel(), parameter:numel())
      else
        twin[key] = restored(value, parameter)
      end
    end
    return twin
  end

  -- A schedule may have taken the rate anywhere, below 0 by a rounding, too: a saved one has to be
  -- a number, no more.
  local function without_rate(group)
    local options = {}
    for key, value in pairs(group) do options[key] = value end
    local lr = options.lr
    if type(lr) == "number" or is_tensor(lr) and lr:numel() == 1 then options.lr = nil end
    return options
  end

  -- The options of a saved group over those that the optimiser has.
  local function restored_group(self, saved, i)
    local params = self.param_groups[i].params
    if type(saved) ~= "table" or type(saved.params) ~= "table" or #saved.params ~= #params then
      fail("%s: group %d of the state has %d parameters, that of the optimiser %d", self:name(), i,
        type(saved) == "table" and type(saved.params) == "table" and #saved.params or 0, #params)
    end
    local group = {}
    for key, value in pairs(self.param_groups[i]) do group[key] = value end
    for key, value in pairs(saved) do
      if self.keeps(key) then group[key] = copy(value) end
    end
    if self.check then self.check(without_rate(group)) end
    group.params = params
    return group
  end

  ---Takes over a state. On an error nothing has changed.
  ---@param dict table as state_dict gives it; the numbers only have to agree within it
  function Optimizer:load_state_dict(dict)
    local name = self:name()
    if type(dict) == "table" and getmetatable(dict) == nil then
      local given = {}
      for key, value in pairs(dict) do given[key] = value end
      dict = given
      hooks.each(self.hooks.load_pre, function(hook) dict = hook(self, dict) or dict end)
    end
    if type(dict) ~= "table" or type(dict.state or {}) ~= "table"
      or type(dict.param_groups) ~= "table" then
      fail("%s: load_state_dict needs a table with state and param_groups", name)
    end
    if #dict.param_groups ~= #self.param_groups then
      fail("%s: the state has %d parameter groups, the optimiser has %d", name, #dict.param_groups,
        #self.param_groups)
    end
    local saved_state = dict.state or {} -- a file has no place for an empty table
    local groups, state = {}, {}
    for i, saved in ipairs(dict.param_groups) do
      local group = restored_group(self, saved, i)
      groups[i] = group
      for k, id in ipairs(saved.params) do
        local entry = saved_state[id]
        if entry == nil then entry = saved_state[tostring(id)] end -- a name, in a file
        if entry ~= nil then
          state[group.params[k]] = restored_entry(self, entry, group.params[k], k, i)
        end
      end
    end
    self.param_groups, self.state = groups, state
    hooks.each(self.hooks.load_post, function(hook) hook(self) end)
  end

  ---Adds a hook that runs before state_dict: hook(optimizer).
  ---@param hook fun(optimizer: optim.Optimizer)
  ---@param prepend? boolean run it before those that are there
  ---@return table handle with a method remove
  function Optimizer:register_state_dict_pre_hook(hook, prepend)
    return hooks.add(self.hooks.state_dict_pre, "register_state_dict_pre_hook", hook, prepend)
  end

  ---Adds a hook that runs after state_dict and may return another dictionary.
  ---@param hook fun(optimizer: optim.Optimizer, dict: table): table?
  ---@param prepend? boolean run it before those that are there
  ---@return table handle with a method remove
  function Optimizer:register_state_dict_post_hook(hook, prepend)
    return hooks.add(self.hooks.state_dict_post, "register_state_dict_post_hook", hook, prepend)
  end

  ---Adds a hook that runs before load_state_dict on a copy of its argument, and may return another.
  ---@param hook fun(optimizer: optim.Optimizer, dict: table): table?
  ---@param prepend? boolean run it before those that are there
  ---@return table handle with a method remove
  function Optimizer:register_load_state_dict_pre_hook(hook, prepend)
    return hooks.add(self.hooks.load_pre, "register_load_state_dict_pre_hook", hook, prepend)
  end

  ---Adds a hook that runs after load_state_dict: hook(optimizer).
  ---@param hook fun(optimizer: optim.Optimizer)
  ---@param prepend? boolean run it before those that are there
  ---@return table handle with a method remove
  function Optimizer:register_load_state_dict_post_hook(hook, prepend)
    return hooks.add(self.hooks.load_post, "register_load_state_dict_post_hook", hook, prepend)
  end
end
