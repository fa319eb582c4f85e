--- What the numbered containers share: fields 1 .. n, counted from the end by negative positions.

local fail = require "luma.fail"

local function position(self, key, last)
  local place = key < 0 and #self + 1 + key or key
  if place < 1 or place > last then
    fail("%s: position %d is not in 1 .. %d%s", getmetatable(self).__name, key, last,
      key == 0 and "; Luma counts from 1" or "")
  end
  return place
end

---Gives a class of modules or parameters the ways of a list.
---@param class table
---@param accept fun(self, value): any what is stored for a value; fails when it cannot be stored
return function(class, accept)
  local set = class.__newindex

  function class:__index(key)
    if math.type(key) == "integer" then
      if key < 0 then return rawget(self, #self + 1 + key) end
      return nil
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

  ---Adds one at the end.
  ---@return table self
  function class:append(value) return self:insert(#self + 1, value) end

  ---Adds those of a list, or of another container, at the end.
  ---@return table self
  function class:extend(values)
    if type(values) ~= "table" then fail("extend: a list is needed, got a %s", type(values)) end
    for _, value in ipairs(values) do self:append(value) end
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
    for i = place, #self do rawset(self, i, rawget(self, i + 1)) end
    local aliases = rawget(self, "_aliases")
    if aliases then table.remove(aliases, place) end
    return value
  end
end
