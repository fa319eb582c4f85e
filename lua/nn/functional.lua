--- nn.functional: the functions behind the modules.
---
--- Those that are operations of their own (linear, gelu, cross_entropy, mse_loss, embedding, ...)
--- come from the op table as they are; the rest is below.

local fail = require "luma.fail"
local tensor = require "luma.tensor"

local ops = tensor._ops

local functional = {}
for name, f in pairs(tensor._nn) do functional[name] = f end

-- A function with PyTorch's flag `inplace` out of an operation and its twin.
local function with_twin(name)
  local plain, twin = tensor[name], ops[name .. "_"] or tensor[name .. "_"]
  return function(input, inplace)
    if type(inplace) == "table" then inplace = inplace.inplace end
    if inplace then return twin(input) end
    return plain(input)
  end
end

---max(input, 0), elementwise.
---@param input Tensor any shape
---@param inplace? boolean
---@return Tensor
functional.relu = with_twin("relu")

---@param input Tensor any shape
---@return Tensor
functional.sigmoid = tensor.sigmoid

---@param input Tensor any shape
---@return Tensor
functional.tanh = tensor.tanh

---exp(input), normalised to sum 1 along dim.
---@param input Tensor
---@param dim integer
---@param dtype? string computes in this dtype
---@return Tensor
functional.softmax = tensor.softmax

---log(softmax(input)), without overflow.
---@param input Tensor
---@param dim integer
---@param dtype? string computes in this dtype
---@return Tensor
functional.log_softmax = tensor.log_softmax

---Zeroes elements with probability p and scales the rest by 1 / (1 - p) (Srivastava et al. 2014).
---Outside training it returns its input.
---@param input Tensor any shape
---@param p? number default 0.5
---@param training? boolean default true
---@param inplace? boolean
---@return Tensor
function functional.dropout(input, p, training, inplace)
  if type(p) == "table" then p, training, inplace = p.p, p.training, p.inplace end
  if type(training) == "table" then training, inplace = training.training, training.inplace end
  p = p or 0.5
  if type(p) ~= "number" or not (p >= 0 and p <= 1) then
    fail("dropout: p must be a number from 0 to 1, got %s", tostring(p))
  end
  if training == false or p == 0 then return input end
  if inplace then return input:mul_(ops.dropout(tensor.ones_like(input), p, true)) end
  return ops.dropout(input, p, true)
end

return functional
