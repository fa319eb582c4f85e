--- Walks through modules by methods that call each other, as `train` does by the children's
--- `train`: a module that contains itself is gone through once.

-- Coroutine -> walk -> modules that it is in the middle of. A coroutine that is left in the middle
-- of a walk takes its own with it.
local walks = setmetatable({}, {__mode = "k"})

local Scope = {__name = "walk"}
function Scope:__close() self.modules[self.module] = nil end

---@param walk any what tells walks apart
---@param module nn.Module
---@return table? scope to be closed when the module is done; nil in the middle of the same module
return function(walk, module)
  local thread = coroutine and coroutine.running() or walks
  walks[thread] = walks[thread] or setmetatable({}, {__mode = "k"})
  local modules = walks[thread][walk]
  if not modules then
    modules = {}
    walks[thread][walk] = modules
  elseif modules[module] then
    return nil
  end
  modules[module] = true
  return setmetatable({modules = modules, module = module}, Scope)
end
