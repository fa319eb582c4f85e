--- nn.Sequential.

local class = require "luma.nn.class"
local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local list = require "luma.nn.module.list"

---Modules in a row, each given what the one before it returned. They come as arguments, as one
---list, or with names: nn.Sequential{{"fc", nn.Linear(4, 2)}, {"act", nn.ReLU()}}, which become the
---fields and keys. `seq[1]` is the first module in any case, `seq[-1]` the last.
---@class nn.Sequential : nn.Module
---@overload fun(...: nn.Module): nn.Sequential
---@overload fun(modules: (nn.Module|{[1]: string, [2]: nn.Module})[]): nn.Sequential
local Sequential = class("Sequential")

list.install(Sequential, function(self, value)
  if is_module(value) then return value end
  fail("%s: a module is needed, got a %s", getmetatable(self).__name, type(value))
end)

-- Each module is stored once, under its number. `_aliases` is absent, or a list as long that holds
-- names, and false where there is none; fields by name lead through it.
local index, set = Sequential.__index, Sequential.__newindex

local function place_of(self, name)
  for i, alias in ipairs(rawget(self, "_aliases") or {}) do
    if alias == name then return i end
  end
end

function Sequential:__index(key)
  local place = type(key) == "string" and rawget(self, "_aliases") and place_of(self, key)
  if place then return rawget(self, place) end
  return index(self, key)
end

function Sequential:__newindex(key, value)
  local place = type(key) == "string" and place_of(self, key)
  if place and value == nil then
    self:pop(place)
  else
    set(self, place or key, value)
  end
end

function Sequential:init(...)
  local modules, n = {...}, select("#", ...)
  if n == 1 and type(modules[1]) == "table" and getmetatable(modules[1]) == nil then
    modules = list.entries("Sequential", modules[1])
    n = #modules
  end
  for i = 1, n do
    if modules[i] == nil then fail("Sequential: a module is needed, and argument %d is nil", i) end
  end
  local aliases = {}
  for i, entry in ipairs(modules) do
    aliases[i] = false
    if not is_module(entry) and type(entry) == "table" and type(entry[1]) == "string" then
      local name = entry[1]
      if #entry ~= 2 then
        fail("Sequential: entry %d must be a module or a pair {name, module}", i)
      end
      if name == "" or name:find(".", 1, true) or self[name] ~= nil then
        fail("Sequential: %q cannot name a module: names differ, have no dot, and are no method's",
          name)
      end
      self[i] = entry[2]
      aliases[i] = name
      rawset(self, "_aliases", aliases)
    else
      self[i] = entry
    end
  end
end

---The same modules, n times in a row: `seq * 3`.
function Sequential.__mul(a, b)
  local self, n = a, b
  if type(a) == "number" then self, n = b, a end
  if not math.tointeger(n) or n < 1 then
    fail("Sequential: * needs a positive integer, got %s", tostring(n))
  end
  local result = self + Sequential()
  for _ = 2, n do result = result + self end
  return result
end

-- How many there are. Where one was set to nil, the rest would be lost without a word.
local function count(self)
  local n = #self
  local i = n + 1
  while self._known[i] do
    if rawget(self, i) ~= nil then
      fail("Sequential: position %d was set to nil, and %d is there: pop takes modules out",
        n + 1, i)
    end
    i = i + 1
  end
  return n
end

function Sequential:forward(...)
  local n = count(self)
  if n == 0 then return ... end
  local result = self[1](...)
  for i = 2, n do
    local module = self[i]
    if module == nil then
      fail("Sequential: position %d was set to nil, and %d is there: pop takes modules out", i, n)
    end
    result = module(result)
  end
  return result
end

return Sequential
