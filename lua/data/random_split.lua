--- data.random_split.

local fail = require "luma.fail"
local Subset = require "luma.data.Subset"
local tensor = require "luma.tensor"

---Splits a data set at random into parts that do not overlap.
---@param dataset table
---@param lengths number[] how many items each part has; or fractions that add up to 1, where what
---rounding down leaves over goes to the first parts, one item each
---@param options? {generator: Generator?}
---@return data.Subset[]
local function random_split(dataset, lengths, options)
  local n, total, sum = #dataset, 0, 0
  local counts = {}
  if type(lengths) ~= "table" or #lengths == 0 then
    fail("random_split: lengths must be a list of numbers")
  end
  for i, length in ipairs(lengths) do
    if type(length) ~= "number" or length ~= length or length < 0 then
      fail("random_split: length %d must be a number from 0 on, got %s", i, tostring(length))
    end
    sum = sum + length
  end
  local fractions = math.abs(sum - 1) < 1e-6 and n ~= 1
  for i, length in ipairs(lengths) do
    counts[i] = fractions and math.floor(n * length) or math.tointeger(length)
    if not counts[i] then fail("random_split: length %d is no integer: %s", i, length) end
    total = total + counts[i]
  end
  if fractions then
    for i = 1, n - total do
      local k = (i - 1) % #counts + 1
      counts[k] = counts[k] + 1
    end
  elseif total ~= n then
    fail("random_split: the lengths add up to %d, the data set has %d items", total, n)
  end
  local order = tensor.randperm(n, {generator = options and options.generator})
  local parts, first = {}, 1
  for i, count in ipairs(counts) do
    parts[i] = Subset(dataset, order:narrow(1, first, count))
    first = first + count
  end
  return parts
end

return random_split
