--- data.DataLoader.

local arguments = require "luma.arguments"
local class = require "luma.class"
local collate = require "luma.data.collate"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

---Mini-batches of a data set, in order or shuffled anew for each pass:
---
---    local loader = data.DataLoader(set, {batch_size = 64, shuffle = true})
---    for images, labels in loader:batches() do … end
---
---`#loader` is the number of batches. The last one may be smaller unless `drop_last` is set.
---`collate_fn(items)` makes a batch of a list of items (default: data.collate); sets that pick many
---items at once are asked for whole batches, unless there is a collate_fn.
---@class data.DataLoader
---@overload fun(dataset: table, options?: {batch_size: integer?, shuffle: boolean?,
---drop_last: boolean?, collate_fn: (fun(items: any[]): any)?, generator: Generator?}):
---data.DataLoader
local DataLoader = class("DataLoader")

local parse = arguments("DataLoader", {
  {"dataset", "any"}, {"batch_size", "size?", 1}, {"shuffle", "boolean?", false},
  {"drop_last", "boolean?", false}, {"collate_fn", "function?"}, {"generator", "any?"},
})

function DataLoader:init(...)
  self.dataset, self.batch_size, self.shuffle, self.drop_last, self.collate_fn, self.generator =
    parse(...)
  if self.batch_size == 0 then fail("DataLoader: batch_size must be at least 1") end
  if type(self.dataset) ~= "table" then
    fail("DataLoader: a data set is needed (a list or a data.Dataset), got a %s",
      type(self.dataset))
  end
end

function DataLoader:__len()
  local n, size = #self.dataset, self.batch_size
  return self.drop_last and n // size or (n + size - 1) // size
end

-- The batch of some positions, made item by item.
local function from_items(self, positions)
  local items, list = {}, positions:tolist()
  for i, position in ipairs(list) do items[i] = self.dataset[position] end
  return (self.collate_fn or collate)(items)
end

---An iterator over one pass. A batch that is a list comes as several results, such as images and
---labels; any other batch as one.
---@return fun(): ...
function DataLoader:batches()
  local dataset, n, size = self.dataset, #self.dataset, self.batch_size
  local order = self.shuffle and tensor.randperm(n, {generator = self.generator})
    or tensor.range(1, n, 1, {dtype = "int64"})
  local whole = not self.collate_fn and type(dataset.batch) == "function"
  local count, done = #self, 0
  return function()
    if done == count then return nil end
    local first = done * size + 1
    done = done + 1
    local positions = order:narrow(1, first, math.min(size, n - first + 1))
    local batch
    if whole then batch = dataset:batch(positions) else batch = from_items(self, positions) end
    if not tensor.is_tensor(batch) and type(batch) == "table" and #batch > 0 then
      return table.unpack(batch)
    end
    return batch
  end
end

return DataLoader
