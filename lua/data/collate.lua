--- data.collate: items become a batch.

local fail = require "luma.fail"
local tensor = require "luma.tensor"

---Stacks items along a new first dimension: tensors by tensor.stack, numbers and booleans into a
---vector, lists and tables with string keys field by field; strings stay a list.
---@param items any[] at least one, all alike
---@return any
local function collate(items)
  local first = items[1]
  local kind = tensor.is_tensor(first) and "tensor" or type(first)
  if kind == "tensor" then return tensor.stack(items) end
  if kind == "number" or kind == "boolean" then return tensor.tensor(items) end
  if kind == "string" then return items end
  if kind ~= "table" then fail("collate: a %s cannot be put into a batch", kind) end
  local batch = {}
  for key in pairs(first) do
    local column = {}
    for i, item in ipairs(items) do
      column[i] = item[key]
      if column[i] == nil then fail("collate: item %d of a batch lacks %s", i, tostring(key)) end
    end
    batch[key] = collate(column)
  end
  return batch
end

return collate
