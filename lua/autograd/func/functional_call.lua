--- autograd.func.functional_call: a module run with other parameters.

local arguments = require "luma.arguments"
local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local tensor = require "luma.tensor"

local read = arguments("functional_call", {
  {"module", "any"}, {"parameters_and_buffers", "table"}, {"args", "any?"}, {"kwargs", "table?"},
  {"tie_weights", "boolean?", true}, {"strict", "boolean?", false},
})

-- One table of a list of tables by name.
local function merged(given)
  if given[1] == nil then return given end
  local all = {}
  for _, part in ipairs(given) do
    for name, value in pairs(part) do all[name] = value end
  end
  return all
end

-- The tensor of a module with this name.
local function find(module, name)
  for _, method in ipairs{"get_parameter", "get_buffer"} do
    local ok, value = pcall(module[method], module, name)
    if ok then return value end
  end
  fail("functional_call: the module has no parameter or buffer %q", tostring(name))
end

-- What stands for each tensor of the module; with strict, for all of them.
local function replacements(module, given, strict)
  local map, missing = {}, {}
  for name, value in pairs(merged(given)) do
    if not tensor.is_tensor(value) then
      fail("functional_call: %q must be a tensor, got %s", tostring(name), type(value))
    end
    map[find(module, name)] = value
  end
  if strict then
    for name, value in module:named_parameters() do
      if not map[value] then missing[#missing + 1] = name end
    end
    for name, value in module:named_buffers() do
      if not map[value] then missing[#missing + 1] = name end
    end
    if #missing > 0 then
      fail("functional_call: strict, but not given: %s", table.concat(missing, ", "))
    end
  end
  return map
end

-- Puts them in every field that holds one of those tensors, so that shared ones stay shared;
-- returns what brings the fields back.
local function swap(module, map)
  local undo = {}
  for m in module:modules() do
    for _, key in ipairs(m._names) do
      local value = rawget(m, key)
      if tensor.is_tensor(value) and map[value] then
        undo[#undo + 1] = {m, key, value, m._learned[key]}
        m._learned[key] = nil -- a plain tensor may stand there for now
        rawset(m, key, map[value])
      end
    end
  end
  return function()
    for _, entry in ipairs(undo) do
      rawset(entry[1], entry[2], entry[3])
      entry[1]._learned[entry[2]] = entry[4]
    end
  end
end

---Runs a module with these tensors in the place of its parameters and buffers, which it has again
---afterwards, also when it raises.
---@param module nn.Module
---@param parameters_and_buffers table<string, luma.tensor>|table<string, luma.tensor>[] by the
---names of named_parameters and named_buffers; others stay
---@param args? any one argument, or a list of them
---@param kwargs? table options, passed as the last argument
---@return any ... what the module returns
return function(...)
  local module, given, args, kwargs, _, strict = read(...)
  if not is_module(module) then
    fail("functional_call: a module is needed, got %s", type(module))
  end
  if args == nil then
    args = {n = 0}
  elseif type(args) ~= "table" or getmetatable(args) then
    args = {args, n = 1}
  else
    args = table.move(args, 1, #args, 1, {n = #args})
  end
  if kwargs then
    args.n = args.n + 1
    args[args.n] = kwargs
  end
  local restore = swap(module, replacements(module, given, strict))
  local results = table.pack(pcall(module, table.unpack(args, 1, args.n)))
  restore()
  if not results[1] then error(results[2], 0) end
  return table.unpack(results, 2, results.n)
end
