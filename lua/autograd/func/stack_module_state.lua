--- autograd.func.stack_module_state: the parameters of several modules, joined.

local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local tensor = require "luma.tensor"

local function stacked(models, method, each)
  local lists, result = {}, {}
  for _, model in ipairs(models) do
    for name, value in model[method](model) do
      lists[name] = lists[name] or {}
      table.insert(lists[name], value:detach())
    end
  end
  for name, list in pairs(lists) do
    if #list ~= #models then
      fail("stack_module_state: %q is not in all of the modules", name)
    end
    result[name] = each(tensor.stack(list))
  end
  return result
end

---The parameters and the buffers of modules that are built alike, each stacked along a new first
---dimension, by name.
---@param models nn.Module[]
---@return table<string, luma.tensor> parameters they require grad
---@return table<string, luma.tensor> buffers
return function(models)
  if type(models) ~= "table" or #models == 0 then
    fail("stack_module_state: a list of modules is needed, with at least one")
  end
  for i, model in ipairs(models) do
    if not is_module(model) then
      fail("stack_module_state: entry %d is a %s, not a module", i, type(model))
    end
  end
  return stacked(models, "named_parameters", function(x) return x:requires_grad_() end),
    stacked(models, "named_buffers", function(x) return x end)
end
