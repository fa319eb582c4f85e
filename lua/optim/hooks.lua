--- Lists of hooks, and the handles that take hooks away again.

local fail = require "luma.fail"

local hooks = {}

local Handle = {__name = "RemovableHandle"}
Handle.__index = Handle

---Takes the hook away; a second call does nothing.
function Handle:remove()
  for i, entry in ipairs(self.list) do
    if entry == self then
      table.remove(self.list, i)
      return
    end
  end
end
Handle.__close = Handle.remove

---Adds a hook to a list.
---@param list table
---@param name string of the function that adds it, for errors
---@param f function
---@param prepend? boolean|{prepend: boolean} run it before those that are there
---@return table handle with a method remove
function hooks.add(list, name, f, prepend)
  if type(f) ~= "function" then
    fail("%s: the hook must be a function, got a %s", name, type(f))
  end
  if type(prepend) == "table" then prepend = prepend.prepend end
  local handle = setmetatable({f = f, list = list}, Handle)
  table.insert(list, prepend and 1 or #list + 1, handle)
  return handle
end

---Runs visit on each hook there is now: a hook may add or remove others.
function hooks.each(list, visit)
  if #list == 0 then return end
  for _, entry in ipairs({table.unpack(list)}) do visit(entry.f) end
end

-- The hooks of all optimisers.
hooks.pre, hooks.post = {}, {}

---Adds a hook that runs before each step of every optimiser.
---@param hook fun(optimizer: optim.Optimizer, arguments: table): table? may return other arguments
---@return table handle with a method remove
function hooks.register_optimizer_step_pre_hook(hook)
  return hooks.add(hooks.pre, "register_optimizer_step_pre_hook", hook)
end

---Adds a hook that runs after each step of every optimiser.
---@param hook fun(optimizer: optim.Optimizer, arguments: table)
---@return table handle with a method remove
function hooks.register_optimizer_step_post_hook(hook)
  return hooks.add(hooks.post, "register_optimizer_step_post_hook", hook)
end

return hooks
