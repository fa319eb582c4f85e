--- data.Subset.

local Dataset = require "luma.data.Dataset"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

---The items of a data set at some positions.
---@class data.Subset : data.Dataset
---@overload fun(dataset: table, positions: Tensor|integer[]): data.Subset
local Subset = Dataset.class("Subset")

function Subset:init(dataset, positions)
  if not tensor.is_tensor(positions) then
    if type(positions) ~= "table" then
      fail("Subset: positions must be a list or a tensor, got a %s", type(positions))
    end
    positions = tensor.tensor(positions, {dtype = "int64"})
  end
  if positions.ndim ~= 1 or positions.dtype ~= "int64" then
    fail("Subset: positions must be int64 with one dimension, got %s with %d", positions.dtype,
      positions.ndim)
  end
  self.dataset, self.positions = dataset, positions
  -- Only sets that pick many items at once hand that down.
  if type(dataset.batch) == "function" then
    self.batch = function(subset, picked)
      return dataset:batch(subset.positions:index_select(1, picked))
    end
  end
end

function Subset:len() return #self.positions end
function Subset:get(i) return self.dataset[self.positions[i]:item()] end

return Subset
