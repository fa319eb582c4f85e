--- What the named containers share: string fields, in the order of their definition.

local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local list = require "luma.nn.module.list"
local tensor = require "luma.tensor"

---Gives a class of modules or parameters the ways of a dictionary.
---@param class table
---@param walk fun(self): fun(): string?, any iterates over names and values
---@param accept fun(self, value): any what is stored for a value; fails when it cannot be stored
return function(class, walk, accept)
  local set = class.__newindex

  function class:__newindex(key, value)
    if value == nil then return end -- there was nothing
    if type(key) ~= "string" then
      fail("%s: a name is needed, got a %s", getmetatable(self).__name, type(key))
    end
    if key:sub(1, 1) ~= "_" then value = accept(self, value) end
    set(self, key, value)
  end

  -- Lua assigns to a field that is there without asking; here it is to be accepted, too.
  local function put(self, name, value)
    local old = rawget(self, name)
    if old ~= nil then
      if not is_module(old) and not tensor.is_tensor(old) then
        fail("%s: %q cannot be a name, every module has such a field",
          getmetatable(self).__name, name)
      end
      rawset(self, name, accept(self, value))
    else
      self[name] = value
    end
  end

  ---Takes the entries of a table with string keys, by name, or of a list of {name, value} pairs,
  ---in its order.
  ---@return table self
  function class:update(entries)
    if type(entries) ~= "table" then fail("update: a table is needed, got a %s", type(entries)) end
    if is_module(entries) then
      if not entries.items then fail("update: a %s has no names", getmetatable(entries).__name) end
      for name, value in entries:items() do put(self, name, value) end
      return self
    end
    if #entries > 0 then
      local pairs_of = list.entries("update", entries)
      for i, pair in ipairs(pairs_of) do
        if type(pair) ~= "table" or type(pair[1]) ~= "string" or #pair ~= 2 then
          fail("update: entry %d must be a pair {name, value}", i)
        end
        accept(self, pair[2])
      end
      for _, pair in ipairs(pairs_of) do put(self, pair[1], pair[2]) end
      return self
    end
    local names = {}
    for name, value in pairs(entries) do
      names[#names + 1] = name
      accept(self, value)
    end
    table.sort(names)
    for _, name in ipairs(names) do put(self, name, entries[name]) end
    return self
  end

  ---@return string[] names in the order of definition
  function class:keys()
    local names = {}
    for name in walk(self) do names[#names + 1] = name end
    return names
  end

  ---@return any[]
  function class:values()
    local values = {}
    for _, value in walk(self) do values[#values + 1] = value end
    return values
  end

  ---Iterates over names and values; `pairs` does the same.
  function class:items() return walk(self) end
  function class:__pairs() return walk(self) end
  function class:__len() return #self:keys() end

  ---@param name string
  ---@return boolean
  function class:contains(name)
    local value = rawget(self, name)
    return value ~= nil and self._known[name] == true
      and (is_module(value) or tensor.is_tensor(value))
  end

  ---Takes one out.
  ---@param name string
  ---@return any what was there
  function class:pop(name)
    if not self:contains(name) then
      fail("%s: there is no entry %q", getmetatable(self).__name, tostring(name))
    end
    local value = self[name]
    self[name] = nil
    return value
  end

  ---Takes all out.
  function class:clear()
    for _, name in ipairs(self:keys()) do self[name] = nil end
  end
end
