--- Arguments of functions written in Lua, by the rule of the whole library: positional in PyTorch's
--- order, then a trailing table with the optional ones by name.

local fail = require "luma.fail"
local tensor = require "luma.tensor"

local function describe(value)
  local kind = type(value)
  if kind == "string" then return ("%q"):format(value) end
  if kind == "number" or kind == "boolean" then return tostring(value) end
  if tensor.is_tensor(value) then return "a tensor" end
  local meta = kind == "table" and getmetatable(value)
  if type(meta) == "table" and type(meta.__name) == "string" then return "a " .. meta.__name end
  return kind == "nil" and kind or "a " .. kind
end

local function integers(value)
  local list = type(value) == "table" and value or {value}
  local result = {}
  for i = 1, #list do
    local n = type(list[i]) == "number" and math.tointeger(list[i])
    if not n then return nil end
    result[i] = n
  end
  return result
end

-- The number that a number or a tensor of one element is.
local function number_of(value)
  if tensor.is_tensor(value) and value:numel() == 1 and not value:is_complex() then
    value = value:item()
  end
  return type(value) == "number" and value or nil
end

local function numbers(value)
  local list = type(value) == "table" and value or {value}
  for i = 1, #list do
    if type(list[i]) ~= "number" then return nil end
  end
  return #list > 0 and list or nil
end

-- Sizes of which some may be left to the input: false, or nil before the last one.
local function sizes(value)
  local list = type(value) == "table" and value or {value}
  local result = {}
  for i = 1, #list do
    local n = list[i] and type(list[i]) == "number" and math.tointeger(list[i])
    if list[i] and not n then return nil end
    result[i] = n or false
  end
  return result
end

-- A module is as good as a function; so is what else can be called.
local function is_callable(value)
  if type(value) == "function" then return true end
  local meta = type(value) == "table" and getmetatable(value)
  return type(meta) == "table" and meta.__call ~= nil
end

-- What an argument may be: a test that returns the value to use (nil: it does not fit), and words.
local types = {
  any = {function(v) return v end, "a value"},
  params = {function(v) return v end, "a list of parameters, such as model:parameters()"},
  number = {function(v) return type(v) == "number" and v or nil end, "a number"},
  integer = {function(v) return type(v) == "number" and math.tointeger(v) or nil end, "an integer"},
  size = {
    function(v)
      local n = type(v) == "number" and math.tointeger(v)
      return n and n >= 0 and n or nil
    end, "a size (an integer from 0 on)",
  },
  nonnegative = {function(v) return type(v) == "number" and v >= 0 and v or nil end,
    "a number from 0 on"},
  rate = {
    function(v)
      local n = number_of(v)
      return n and n >= 0 and v or nil
    end, "a number from 0 on, or a tensor of one",
  },
  probability = {
    function(v) return type(v) == "number" and v >= 0 and v <= 1 and v or nil end,
    "a number from 0 to 1",
  },
  boolean = {function(v) if type(v) == "boolean" then return v end end, "true or false"},
  string = {function(v) return type(v) == "string" and v or nil end, "a string"},
  real = {
    function(v) return (type(v) == "number" or tensor.is_tensor(v)) and v or nil end,
    "a number or a tensor",
  },
  tensor = {function(v) return tensor.is_tensor(v) and v or nil end, "a tensor"},
  ["function"] = {function(v) return is_callable(v) and v or nil end, "a function"},
  table = {function(v) return type(v) == "table" and v or nil end, "a table"},
  integers = {integers, "an integer or a list of integers"},
  numbers = {numbers, "a number or a list of numbers"},
  sizes = {sizes, "a size or a list of sizes, of which some may be false"},
  betas = {
    function(v)
      if type(v) ~= "table" or #v ~= 2 then return nil end
      for i = 1, 2 do
        local n = number_of(v[i])
        if not n or not (n >= 0 and n < 1) then return nil end
      end
      return v
    end, "a list of two numbers from 0 to below 1",
  },
  reduction = {
    function(v) return (v == "mean" or v == "sum" or v == "none") and v or nil end,
    '"mean", "sum" or "none"',
  },
}

-- Options are a plain table with string keys only.
local function is_options(value)
  if type(value) ~= "table" or getmetatable(value) ~= nil then return false end
  for key in pairs(value) do
    if type(key) ~= "string" then return false end
  end
  return true
end

---Describes the arguments of a function once; what it returns sorts them at each call.
---
---An entry is {name, type, default}. A type with "?" behind it may be left out (then the default,
---or nil). The types are the keys of the table above; "number|false" allows `false`, too.
---@param name string the function, for errors
---@param parameters {[1]: string, [2]: string, [3]: any}[]
---@return fun(...): ... gives one value for each entry, in order
local function arguments(name, parameters)
  local count = #parameters
  local position, check, expected, optional, off = {}, {}, {}, {}, {}
  for i, parameter in ipairs(parameters) do
    local kind = parameter[2]
    position[parameter[1]] = i
    optional[i] = kind:find("?", 1, true) ~= nil
    off[i] = kind:find("|false", 1, true) ~= nil
    check[i], expected[i] = table.unpack(types[kind:match("^%a+")])
    if off[i] then expected[i] = expected[i] .. ", or false" end
  end

  local function names()
    local list = {}
    for i, parameter in ipairs(parameters) do list[i] = parameter[1] end
    return count > 0 and table.concat(list, ", ") or "none"
  end

  local function accept(i, value)
    if value == nil then
      if optional[i] then return parameters[i][3] end
      fail("%s: %s is missing, it must be %s", name, parameters[i][1], expected[i])
    end
    if value == false and off[i] then return false end
    local accepted = check[i](value)
    if accepted == nil then
      fail("%s: %s must be %s, got %s", name, parameters[i][1], expected[i], describe(value))
    end
    return accepted
  end

  return function(...)
    local given = select("#", ...)
    local values = {...}
    -- An empty table stands for options only where it cannot be a required argument.
    if given > 0 and is_options(values[given])
      and (next(values[given]) ~= nil or given > count or optional[given]) then
      local options = values[given]
      values[given] = nil
      given = given - 1
      for key, value in pairs(options) do
        local i = position[key]
        if not i then
          fail("%s: there is no option %q, the names are: %s", name, key, names())
        elseif i <= given and values[i] ~= nil then
          fail("%s: %s is given twice, by position and by name", name, key)
        end
        values[i] = value
      end
    end
    if given > count then
      fail("%s: %d arguments given, it takes at most %d: %s", name, given, count, names())
    end
    for i = 1, count do values[i] = accept(i, values[i]) end
    return table.unpack(values, 1, count)
  end
end

return arguments
