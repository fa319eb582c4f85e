--- Values with tensors in them: a tensor, or tables of such values in each other.

local tensor = require "luma.tensor"
local fail = require "luma.fail"

local tree = {}

-- Keys in an order that is the same each time: positions, then names.
local function sorted_keys(t)
  local keys = {}
  for key in pairs(t) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then return a < b end
    return tostring(type(a)) < tostring(type(b))
  end)
  return keys
end

---The same structure with `f(leaf)` in the place of every tensor, in a fixed order; what is no
---tensor stays.
---@param value any
---@param f fun(leaf: luma.tensor): any
---@return any
function tree.map(value, f, depth)
  if tensor.is_tensor(value) then return f(value) end
  if type(value) ~= "table" or getmetatable(value) then return value end
  depth = depth or 1
  if depth > 100 then fail("more than 100 tables in each other: does one contain itself?") end
  local result = {}
  for _, key in ipairs(sorted_keys(value)) do
    result[key] = tree.map(value[key], f, depth + 1)
  end
  return result
end

---The tensors of a value, in the order of `map`.
---@return luma.tensor[]
function tree.leaves(value)
  local list = {}
  tree.map(value, function(leaf)
    list[#list + 1] = leaf
    return leaf
  end)
  return list
end

---The structure of `value` with the entries of a list in the place of its tensors.
---@param list any[] holes leave nil
function tree.fill(value, list)
  local i = 0
  return tree.map(value, function()
    i = i + 1
    return list[i]
  end)
end

return tree
