--- nn.utils.copy_parameters_and_buffers.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"

local parse = arguments("copy_parameters_and_buffers", {
  {"source", "any?"}, {"target", "any?"}, {"require_all", "boolean?", false},
})

local function tensors_of(module)
  local list, by_name = {}, {}
  for _, method in ipairs{"named_parameters", "named_buffers"} do
    for name, value in module[method](module) do
      list[#list + 1] = {name, value}
      by_name[name] = value
    end
  end
  return list, by_name
end

---Copies the parameters and buffers of one module to those of another that have their names.
---Nothing is copied when any has another shape.
---@param source nn.Module
---@param target nn.Module
---@param require_all? boolean true: every tensor of the target must be in the source; also as
---{require_all = ...}
return function(...)
  local source, target, require_all = parse(...)
  if not is_module(source) or not is_module(target) then
    fail("copy_parameters_and_buffers: two modules are needed, got a %s and a %s", type(source),
      type(target))
  end
  local _, given = tensors_of(source)
  local copies = {}
  for _, entry in ipairs(tensors_of(target)) do
    local name, value = entry[1], entry[2]
    local new = given[name]
    if new == nil then
      if require_all then fail("copy_parameters_and_buffers: the source has no %q", name) end
    elseif new.shape ~= value.shape then
      fail("copy_parameters_and_buffers: %q has shape %s in the source and %s in the target", name,
        new.shape, value.shape)
    else
      copies[#copies + 1] = {value, new}
    end
  end
  local _ <close> = autograd.no_grad()
  for _, pair in ipairs(copies) do pair[1]:copy_(pair[2]) end
end
