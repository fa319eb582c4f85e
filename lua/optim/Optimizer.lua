--- optim.Optimizer: what all optimisers share.

local autograd = require "luma.autograd"
local class = require "luma.class"
local fail = require "luma.fail"
local groups = require "luma.optim.groups"
local hooks = require "luma.optim.hooks"
local state = require "luma.optim.state"
local tensor = require "luma.tensor"

---An optimiser changes parameters in the direction of their gradients.
---@class optim.Optimizer
---@field param_groups table[] each has `params` and the options that hold for them
---@field state table<Tensor, table> what the optimiser remembers of each parameter
---@field defaults table options of groups that do not say otherwise
local Optimizer = class("Optimizer")

---Do the tensors that are remembered of a parameter have its shape?
Optimizer.shaped = true
function Optimizer.keeps(key) return key ~= "params" end

---What errors call it.
---@return string
function Optimizer:name() return "optim." .. getmetatable(self).__name end

---@param params Tensor[]|table[] parameters, or groups: {params = {...}, lr = ...}
---@param defaults table options by name, with their values
---@param check? fun(options: table) fails when a group's options are wrong
function Optimizer:init(params, defaults, check)
  if defaults ~= nil and type(defaults) ~= "table" then
    fail("%s: the defaults must be a table of options, got a %s", self:name(), type(defaults))
  end
  self.defaults, self.check = defaults or {}, check
  self.state, self.param_groups, self.known = {}, {}, {}
  self.hooks = {step_pre = {}, step_post = {}, state_dict_pre = {}, state_dict_post = {},
    load_pre = {}, load_post = {}}
  for _, group in ipairs(groups.of(self:name(), params)) do self:add_param_group(group) end
end

---The same with options that are described (luma.optim.options), from a constructor's arguments.
---@param options luma.optim.options
---@param ... any
function Optimizer:start(options, ...)
  local params, defaults = options:read(...)
  self.keeps = options.keeps
  Optimizer.init(self, params, defaults, function(group) options:check(group) end)
end

---Adds parameters with options of their own, for layers that are unfrozen later, say.
---@param group table {params = {...}, lr = ...}; options left out are the defaults
function Optimizer:add_param_group(group)
  local name = self:name()
  if type(group) ~= "table" or tensor.is_tensor(group) or group.params == nil then
    fail("%s: a group is a table with params, such as {params = layer:parameters(), lr = 0.1}",
      name)
  end
  local options = groups.copy(self.defaults)
  for key, value in pairs(group) do
    if key ~= "params" then options[key] = groups.copy(value) end
  end
  if self.check then self.check(options) end
  local list, names = groups.parameters(name, group.params, self.known, options.differentiable)
  options.param_names = names or options.param_names
  local before = self.param_groups[1]
  if before and (before.param_names == nil) ~= (options.param_names == nil) then
    fail("%s: all groups must have names for their parameters, or none", name)
  end
  for _, parameter in ipairs(list) do self.known[parameter] = true end
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

-- A step between the hooks.
local function hooked_step(self, ...)
  local arguments = {n = select("#", ...), ...}
  local function before(hook)
    local other = hook(self, arguments)
    if other == nil then return end
    if type(other) ~= "table" then
      fail("%s: a hook before a step must return nothing or a list of arguments, got a %s",
        self:name(), type(other))
    end
    arguments = {n = other.n or #other, table.unpack(other, 1, other.n or #other)}
  end
  hooks.each(hooks.pre, before)
  hooks.each(self.hooks.step_pre, before)
  local results = table.pack(self:run(table.unpack(arguments, 1, arguments.n)))
  local function after(hook) hook(self, arguments) end
  hooks.each(self.hooks.step_post, after)
  hooks.each(hooks.post, after)
  return table.unpack(results, 1, results.n)
end

---One step: updates every parameter that has a gradient.
---@param closure? fun(): any computes the loss and its gradients anew
---@return any loss what the closure returned
function Optimizer:step(...)
  local own = self.hooks
  if #hooks.pre + #hooks.post + #own.step_pre + #own.step_post == 0 then return self:run(...) end
  return hooked_step(self, ...)
end

-- What a step with differentiable = true changes cannot be where gradients end.
local function check_recordable(self, group)
  for i, parameter in ipairs(group.params) do
    if parameter.grad and parameter.is_leaf and parameter.requires_grad then
      fail("%s: parameter %d is a leaf that requires grad; differentiable = true needs a clone() "
        .. "of it, which steps change while they are recorded", self:name(), i)
    end
  end
end

---The step without its hooks.
---@param closure? fun(): any
---@return any loss
function Optimizer:run(closure)
  local loss
  if closure then
    local meta = type(closure) == "table" and getmetatable(closure)
    if type(closure) ~= "function" and not (meta and meta.__call) then
      fail("%s: step takes a function that computes the loss, got a %s", self:name(), type(closure))
    end
    local _ <close> = autograd.enable_grad()
    loss = closure()
  end
  local recorded = self.defaults.differentiable
  local _ <close> = recorded and autograd.enable_grad() or autograd.no_grad()
  for _, group in ipairs(self.param_groups) do
    if recorded then check_recordable(self, group) end
    self:update(group)
  end
  return loss
end

---Updates the parameters of one group; every subclass has its own.
---@param group table
function Optimizer:update(group) -- luacheck: no unused args
  fail("%s: it has no update method", self:name())
end

---What is remembered of a parameter; `first(parameter)` makes it when there is nothing yet.
---@param parameter Tensor
---@param first fun(parameter: Tensor): table
---@return table
function Optimizer:remembered(parameter, first)
  local entry = self.state[parameter]
  if entry == nil or next(entry) == nil then
    entry = first(parameter)
    self.state[parameter] = entry
  end
  return entry
end

---Adds a hook that runs before each step: hook(optimizer, arguments), where arguments is the list
---that step was called with; it may return another list.
---@param hook fun(optimizer: optim.Optimizer, arguments: table): table?
---@return table handle with a method remove
function Optimizer:register_step_pre_hook(hook)
  return hooks.add(self.hooks.step_pre, "register_step_pre_hook", hook)
end

---Adds a hook that runs after each step: hook(optimizer, arguments).
---@param hook fun(optimizer: optim.Optimizer, arguments: table)
---@return table handle with a method remove
function Optimizer:register_step_post_hook(hook)
  return hooks.add(self.hooks.step_post, "register_step_post_hook", hook)
end

state(Optimizer)

local function shown(value)
  if type(value) ~= "table" then return tostring(value) end
  local words = {}
  for i, entry in ipairs(value) do words[i] = tostring(entry) end
  return "{" .. table.concat(words, ", ") .. "}"
end

function Optimizer:__tostring()
  local lines = {}
  for i, group in ipairs(self.param_groups) do
    lines[#lines + 1] = ("Parameter Group %d"):format(i)
    local names = {}
    for key in pairs(group) do
      if key ~= "params" then names[#names + 1] = tostring(key) end
    end
    table.sort(names)
    for _, key in ipairs(names) do
      lines[#lines + 1] = ("    %s: %s"):format(key, shown(group[key]))
    end
  end
  return ("%s (\n%s\n)"):format(getmetatable(self).__name, table.concat(lines, "\n"))
end

return Optimizer
