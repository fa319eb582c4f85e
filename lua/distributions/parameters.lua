--- Parameters of distributions: numbers and tensors of one dtype and shape, and sizes as lists.

local fail = require "luma.fail"
local tensor = require "luma.tensor"

local parameters = {}

local function is_float(t) return t:is_floating_point() end

---Numbers and tensors broadcast against each other. Numbers take the dtype and device of the
---first floating-point tensor, or the default dtype.
---@param name string the distribution, for errors
---@param ... number|Tensor
---@return Tensor ...
function parameters.broadcast(name, ...)
  local given, first = {...}, nil
  for _, value in ipairs(given) do
    if tensor.is_tensor(value) and is_float(value) then
      first = value
      break
    end
  end
  local options = first and {dtype = first.dtype, device = first.device}
    or {dtype = tensor.get_default_dtype()}
  for i, value in ipairs(given) do
    if type(value) == "number" then
      given[i] = tensor.tensor(value, options)
    elseif not tensor.is_tensor(value) then
      fail("%s: parameter %d must be a number or a tensor, got a %s", name, i, type(value))
    elseif not is_float(value) then
      given[i] = value:to(options.dtype)
    end
  end
  return table.unpack(tensor.broadcast_tensors(given))
end

---@return integer[] the elements of all lists, one after the other
function parameters.join(...)
  local list = {}
  for _, part in ipairs {...} do
    for i = 1, #part do list[#list + 1] = part[i] end
  end
  return list
end

---Elements first .. last of a shape as a list.
function parameters.piece(shape, first, last)
  local list = {}
  for i = first, last or #shape do list[#list + 1] = shape[i] end
  return list
end

---Sizes given as a list, as one number or not at all.
function parameters.sizes(name, value)
  if value == nil then return {} end
  if math.type(value) == "integer" then return {value} end
  if type(value) ~= "table" and not (type(value) == "userdata" and #value) then
    fail("%s: sizes must be a list of integers, got a %s", name, type(value))
  end
  return parameters.piece(value, 1)
end

---Sums the last n dimensions away.
function parameters.sum_last(t, n)
  if n == 0 then return t end
  local dims = {}
  for i = 1, n do dims[i] = -i end
  return t:sum(dims)
end

---Probabilities kept away from 0 and 1 by the dtype's rounding error, so that their logarithms
---are finite.
function parameters.clamp_probs(probs)
  local eps = tensor.finfo(probs.dtype).eps
  return probs:clamp(eps, 1 - eps)
end

---Log-probabilities (or, of two outcomes, log-odds) from probabilities.
function parameters.to_logits(probs, binary)
  local safe = parameters.clamp_probs(probs)
  return binary and safe:log() - (-safe):log1p() or safe:log()
end

function parameters.to_probs(logits, binary)
  return binary and logits:sigmoid() or logits:softmax(-1)
end

---Exactly one of two ways to say something must be given.
function parameters.either(name, a, b, a_name, b_name)
  if (a == nil) == (b == nil) then
    fail("%s: give either %s or %s, %s", name, a_name, b_name, a == nil and "not none" or
      "not both")
  end
  return a == nil
end

return parameters
