--- Parameters as scripts hand them to an optimiser: a list of tensors, of {name, tensor} pairs or
--- of groups, or an iterator such as model:named_parameters().

local fail = require "luma.fail"
local tensor = require "luma.tensor"

local is_tensor = tensor.is_tensor

local groups = {}

-- A value of its own: plain tables are copied, tensors stay the same ones.
local function copy(value)
  if type(value) ~= "table" then return value end
  local twin = {}
  for k, v in pairs(value) do twin[k] = copy(v) end
  return twin
end
groups.copy = copy

-- The list of what an iterator gives: tensors, or names and tensors.
local function collected(iterator)
  local list = {}
  for a, b in iterator do list[#list + 1] = b == nil and a or {a, b} end
  return list
end

---The groups that the first argument of an optimiser stands for.
---@param name string the optimiser, for errors
---@param params any
---@return table[]
function groups.of(name, params)
  if type(params) == "function" then params = collected(params) end
  if type(params) ~= "table" or is_tensor(params) then
    fail("%s: a list of parameters is needed, such as model:parameters(), got a %s", name,
      is_tensor(params) and "tensor" or type(params))
  elseif getmetatable(params) ~= nil then
    fail("%s: a list of parameters is needed: give model:parameters(), not the module itself", name)
  elseif #params == 0 then
    fail("%s: the list of parameters is empty", name)
  end
  local first = params[1]
  if type(first) == "table" and not is_tensor(first) and first.params ~= nil then return params end
  return {{params = params}}
end

---The parameters of a group, without their names, and the names when all have one.
---@param name string the optimiser, for errors
---@param params any
---@param known table<Tensor, boolean> parameters that the optimiser has already
---@param differentiable? boolean results of operations will do, too
---@return Tensor[]
---@return string[]?
function groups.parameters(name, params, known, differentiable)
  if is_tensor(params) then params = {params} end
  if type(params) == "function" then params = collected(params) end
  if type(params) ~= "table" or getmetatable(params) ~= nil then
    fail("%s: the params of a group must be a tensor or a list of them, got a %s", name,
      type(params))
  end
  local list, names, new = {}, {}, {}
  for i, entry in ipairs(params) do
    local parameter = entry
    if type(entry) == "table" and not is_tensor(entry) and type(entry[1]) == "string" then
      names[#names + 1], parameter = entry[1], entry[2]
    end
    if not is_tensor(parameter) then
      fail("%s: parameter %d must be a tensor, got a %s", name, i, type(parameter))
    elseif not (differentiable or parameter.is_leaf or parameter.retains_grad) then
      fail("%s: parameter %d is the result of an operation; only leaves can be optimised", name, i)
    elseif known[parameter] or new[parameter] then
      fail("%s: parameter %d is in the optimiser already", name, i)
    end
    new[parameter], list[i] = true, parameter
  end
  if #names > 0 and #names < #list then
    fail("%s: %d of the %d parameters have a name; all or none must", name, #names, #list)
  end
  return list, #names > 0 and names or nil
end

return groups
