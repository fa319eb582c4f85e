--- data.Dataset: the base of data sets.

local class = require "luma.class"
local fail = require "luma.fail"

---Subclass it with `data.Dataset.class("Name")` and define `get(i)`, which returns the item at a
---position from 1 on, and `len()`. Then `set[i]` and `#set` work; negative positions count from the
---end. An item is usually a list such as {input, label}.
---
---A set that can pick many items at once also defines `batch(positions)`: given an int64 tensor of
---positions it returns what data.collate would make of those items.
---@class data.Dataset
local Dataset = class("Dataset")

---@param name string
---@param base? table
---@return table
function Dataset.class(name, base) return class(name, base or Dataset) end

function Dataset:get()
  fail("%s: a data set must define get(i) and len()", getmetatable(self).__name)
end

Dataset.len = Dataset.get

function Dataset:__len() return self:len() end

function Dataset:__index(key)
  local i = type(key) == "number" and math.tointeger(key)
  if not i then return getmetatable(self)[key] end
  local n = self:len()
  if i < 0 then i = n + 1 + i end
  if i >= 1 and i <= n then return self:get(i) end
  -- Out of range is nil, as in a list, so that ipairs ends; 0 is a mistake.
  if key == 0 then fail("%s: position 0: Luma counts from 1", getmetatable(self).__name) end
end

return Dataset
