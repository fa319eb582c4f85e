--- What the numbered containers share: fields 1 .. n, counted from the end by negative positions,
--- and `list[{a, b}]` for those from a to b.

local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"

local list = {}

---The entries of a list, or of a container of the same ways; fails on names and on holes.
---@param what string for errors
---@param values any
---@return any[]
function list.entries(what, values)
  if type(values) ~= "table" or is_module(values) and not values.append then
    fail("%s: a list is needed, got a %s", what,
      type(values) == "table" and getmetatable(values).__name or type(values))
  end
  local entries, count = {}, 0
  if is_module(values) then return table.move(values, 1, #values, 1, entries) end
  for key, value in next, values do
    if key ~= "n" then -- table.pack's
      if math.type(key) ~= "integer" or key < 1 then
        fail("%s: a list is needed, and %q is not a position", what, tostring(key))
      end
      entries[key], count = value, math.max(count, key)
    end
  end
  for i = 1, count do
    if entries[i] == nil then fail("%s: entry %d of the list is nil", what, i) end
  end
  return entries
end

local function position(self, key, last)
  if type(key) ~= "number" or not math.tointeger(key) then
    fail("%s: a position is needed, got %s", getmetatable(self).__name,
      type(key) == "number" and key or "a " .. type(key))
  end
  local place = key < 0 and #self + 1 + key or key
  if place < 1 or place > last then
    fail("%s: position %d is not in 1 .. %d%s", getmetatable(self).__name, key, last,
      key == 0 and "; Luma counts from 1" or "")
  end
  return place
end

-- A container of the class with these values and, of a Sequential, the names of some.
local function make(class, values, names)
  local new = class.__new(class)
  for i, value in ipairs(values) do new[i] = value end
  for i = 1, #values do
    if names and names[i] then
      rawset(new, "_aliases", names)
      break
    end
  end
  return new
end

local function name_of(self, i)
  local aliases = rawget(self, "_aliases")
  return aliases and aliases[i] or false
end

-- The values of self[{a, b, step}]; ends past the list are clipped.
local function slice(self, range)
  local n = #self
  local bounds, plain = {}, getmetatable(range) == nil
  for i, bound in next, plain and range or {} do
    plain = plain and (i == 1 or i == 2 or i == 3) and math.tointeger(bound)
    bounds[i] = plain
  end
  if not plain then
    fail("%s: a range is {first, last} or {first, last, step} of integers",
      getmetatable(self).__name)
  end
  local first, last, step = bounds[1] or 1, bounds[2] or n, bounds[3] or 1
  if first == 0 or last == 0 then
    fail("%s: position 0 in a range: Luma counts from 1", getmetatable(self).__name)
  elseif step < 1 then
    fail("%s: the step of a range must be at least 1, got %d", getmetatable(self).__name, step)
  end
  first = first < 0 and math.max(n + 1 + first, 1) or first
  last = last < 0 and n + 1 + last or math.min(last, n)
  local values, names = {}, {}
  for i = first, last, step do
    values[#values + 1] = rawget(self, i)
    names[#values] = name_of(self, i)
  end
  return make(getmetatable(self), values, names)
end

-- Both, one after the other, all with numbers for names.
local function joined(a, b)
  local values = {}
  for _, container in ipairs{a, b} do
    for _, value in ipairs(container) do values[#values + 1] = value end
  end
  return make(getmetatable(a), values)
end

---Gives a class of modules or parameters the ways of a list.
---@param class table
---@param accept fun(self, value): any what is stored for a value; fails when it cannot be stored
function list.install(class, accept)
  local set = class.__newindex

  function class:__index(key)
    if math.type(key) == "integer" then
      if key < 0 then return rawget(self, #self + 1 + key) end
      return nil
    elseif type(key) == "table" then
      return slice(self, key)
    end
    return getmetatable(self)[key]
  end

  function class:__newindex(key, value)
    if math.type(key) ~= "integer" then return set(self, key, value) end
    local place = position(self, key, #self + 1)
    if place <= #self then
      rawset(self, place, accept(self, value))
    elseif value ~= nil then
      set(self, place, accept(self, value))
    end
  end

  ---A new container with what is in both: `a + b`.
  function class.__add(a, b)
    if type(a) ~= "table" or type(b) ~= "table" or not (getmetatable(a) and getmetatable(b))
      or not (getmetatable(a).extend and getmetatable(b).extend) then
      fail("%s: + joins two containers", class.__name)
    end
    return joined(a, b)
  end

  ---Adds one at the end.
  ---@return table self
  function class:append(value) return self:insert(#self + 1, value) end

  ---Adds those of a list, or of another container, at the end.
  ---@return table self
  function class:extend(values)
    local entries = list.entries("extend", values)
    for i, value in ipairs(entries) do entries[i] = accept(self, value) end
    for _, value in ipairs(entries) do self:append(value) end
    return self
  end

  ---Puts one before what is at a position now.
  ---@param key integer
  ---@return table self
  function class:insert(key, value)
    local place = position(self, key, #self + 1)
    local moved = accept(self, value)
    for i = place, #self do
      moved, self[i] = self[i], moved
    end
    self[#self + 1] = moved
    local aliases = rawget(self, "_aliases")
    if aliases then table.insert(aliases, place, false) end
    return self
  end

  ---Takes one out, the last when no position is given; those behind it move up.
  ---@param key? integer
  ---@return any what was there
  function class:pop(key)
    local place = position(self, key or -1, #self)
    local value = self[place]
    local last = #self
    for i = place, last do rawset(self, i, rawget(self, i + 1)) end
    for i = #self._names, 1, -1 do
      if self._names[i] == last then
        table.remove(self._names, i)
        break
      end
    end
    self._known[last] = nil
    local aliases = rawget(self, "_aliases")
    if aliases then table.remove(aliases, place) end
    return value
  end
end

return list
