--- data.TensorDataset.

local Dataset = require "luma.data.Dataset"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

---Tensors with one item at each position of their first dimension: `set[i]` is {a[i], b[i], …}.
---@class data.TensorDataset : data.Dataset
---@field tensors Tensor[]
---@overload fun(...: Tensor): data.TensorDataset
local TensorDataset = Dataset.class("TensorDataset")

function TensorDataset:init(...)
  local tensors = {...}
  if #tensors == 0 then fail("TensorDataset: at least one tensor is needed") end
  for i, t in ipairs(tensors) do
    if not tensor.is_tensor(t) then
      fail("TensorDataset: argument %d must be a tensor, got a %s", i, type(t))
    elseif t.ndim == 0 then
      fail("TensorDataset: argument %d has no dimensions, so no first one to count items in", i)
    elseif #t ~= #tensors[1] then
      fail("TensorDataset: tensors must have as many items: %d in argument 1, %d in argument %d",
        #tensors[1], #t, i)
    end
  end
  self.tensors = tensors
end

function TensorDataset:len() return #self.tensors[1] end

function TensorDataset:get(i)
  local item = {}
  for k, t in ipairs(self.tensors) do item[k] = t[i] end
  return item
end

---All items at once, without visiting each.
---@param positions Tensor int64 (n)
---@return Tensor[] each (n, ...)
function TensorDataset:batch(positions)
  local picked = {}
  for k, t in ipairs(self.tensors) do
    picked[k] = t:index_select(1, positions:to(t.device))
  end
  return picked
end

return TensorDataset
