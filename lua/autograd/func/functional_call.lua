--- autograd.func.functional_call: a module run with other parameters.

local arguments = require "luma.arguments"
local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local tensor = require "luma.tensor"

local read = arguments("functional_call", {
  {"module", "any"}, {"parameters_and_buffers", "table"}, {"args", "any?"}, {"kwargs", "table?"},
  {"tie_weights", "boolean?", true}, {"strict", "boolean?", false},
})

-- One table of a list of tables by name, and the table that each name comes from.
local function merged(given)
  local all, from = {}, {}
  for i, part in ipairs(given[1] == nil and {given} or given) do
    if type(part) ~= "table" then
      fail("functional_call: entry %d of the list must be a table by name, got a %s", i, type(part))
    end
    for name, value in pairs(part) do
      if all[name] ~= nil then
        fail("functional_call: %q is given in two of the tables", tostring(name))
      end
      all[name], from[name] = value, part
    end
  end
  return all, from
end

-- The tensor of a module with this name.
local function find(module, name)
  for _, method in ipairs{"get_parameter", "get_buffer"} do
    local ok, value = pcall(module[method], module, name)
    if ok then return value end
  end
  fail("functional_call: the module has no parameter or buffer %q", tostring(name))
end

-- What stands for each tensor of the module, and the name that it was given by; with strict, for
-- all of them.
local function replacements(module, given, tie, strict)
  local map, by_name, missing, names = {}, {}, {}, {}
  for name, value in pairs(given) do
    if not tensor.is_tensor(value) then
      fail("functional_call: %q must be a tensor, got %s", tostring(name), type(value))
    end
    local own = find(module, name)
    if tie and map[own] and map[own] ~= value then
      local two = {names[own], name}
      table.sort(two)
      fail("functional_call: %q and %q are one tensor of the module, and are given two; "
        .. "tie_weights = false takes them apart", two[1], two[2])
    end
    map[own], by_name[name], names[own] = value, value, name
  end
  if strict then
    local function look(walk)
      for name, value in walk do
        if not (tie and map[value] or by_name[name]) then missing[#missing + 1] = name end
      end
    end
    look(module:named_parameters{remove_duplicate = tie})
    look(module:named_buffers{remove_duplicate = tie})
    if #missing > 0 then
      fail("functional_call: strict, but not given: %s", table.concat(missing, ", "))
    end
  end
  return map, by_name, names
end

-- Puts them in every field that holds one of those tensors, so that shared ones stay shared, or
-- only in those that are named; returns what brings the fields back, and gives what the module has
-- put there meanwhile to `put`.
local function swap(module, map, by_name, names, tie, put)
  local undo = {}
  local function replace(m, key, new, name)
    local old = rawget(m, key)
    undo[#undo + 1] = {module = m, key = key, old = old, new = new, name = name,
      learned = m._learned[key]}
    m._learned[key] = m._learned[key] and "stands in" -- a plain tensor may be there for now
    rawset(m, key, new)
  end
  if tie then
    for m in module:modules() do
      for _, key in ipairs(m._names) do
        local value = rawget(m, key)
        local new = tensor.is_tensor(value) and map[value]
        if new then replace(m, key, new, names[value]) end
      end
    end
  else
    for name, new in pairs(by_name) do
      local owner, last = name:match("^(.*)%.([^.]+)$")
      local m = module:get_submodule(owner or "")
      for _, key in ipairs(m._names) do
        local written = math.type(key) == "integer" and tostring(key - 1) or key
        if written == (last or name) and tensor.is_tensor(rawget(m, key)) then
          replace(m, key, new, name)
        end
      end
    end
  end
  return function()
    for i = #undo, 1, -1 do
      local entry = undo[i]
      local now = rawget(entry.module, entry.key)
      if now ~= entry.new and tensor.is_tensor(now) then put(entry.name, now) end
      rawset(entry.module, entry.key, entry.old)
      entry.module._learned[entry.key] = entry.learned
    end
  end
end

---Runs a module with these tensors in the place of its parameters and buffers, which it has again
---afterwards, also when it raises. What it assigns to those fields goes to the tables given.
---@param module nn.Module
---@param parameters_and_buffers table<string, luma.tensor>|table<string, luma.tensor>[] by the
---names of named_parameters and named_buffers; others stay
---@param args? any one argument, or a list of them
---@param kwargs? table options, passed as the last argument
---@param tie_weights? boolean default true: what stands for a tensor does so in all its places
---@param strict? boolean default false; true: every parameter and buffer must be given
---@return any ... what the module returns
return function(...)
  local module, given, args, kwargs, tie, strict = read(...)
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
  local all, from = merged(given)
  local map, by_name, names = replacements(module, all, tie, strict)
  local restore = swap(module, map, by_name, names, tie, function(name, value)
    from[name][name] = value
  end)
  local results = table.pack(pcall(module, table.unpack(args, 1, args.n)))
  restore()
  if not results[1] then error(results[2], 0) end
  return table.unpack(results, 2, results.n)
end
