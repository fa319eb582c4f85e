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

-- A pooling function with PyTorch's flag `return_indices`, argument number `at`: with it the twin
-- answers, which also returns positions.
local function with_indices(name, at)
  local plain, twin = tensor._nn[name], tensor._nn[name .. "_with_indices"]
  functional[name] = function(...)
    local last = select("#", ...)
    local flag = select(at, ...)
    local options = last > 1 and last <= at and select(last, ...)
    if type(options) == "table" and options.return_indices ~= nil then
      flag = options.return_indices
    end
    if flag == true then return twin(...) end
    return plain(...)
  end
end

for d = 1, 3 do
  with_indices(("max_pool%dd"):format(d), 7)
  with_indices(("adaptive_max_pool%dd"):format(d), 3)
  if d > 1 then with_indices(("fractional_max_pool%dd"):format(d), 5) end
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

---The p-norm of the difference of each pair of rows: 1 and 2, 1 and 3, ... 2 and 3, ...
---@param input Tensor (n, k)
---@param p? number default 2
---@return Tensor # (n (n - 1) / 2)
functional.pdist = tensor.pdist

---Products of groups of matrices, which end after offs rows or columns.
---@param mat_a Tensor (n, k), or one matrix for each group
---@param mat_b Tensor (k, m), or one matrix for each group
---@param options? {offs: Tensor?, bias: Tensor?, out_dtype: string?} offs: int32, the groups' ends
---@return Tensor
functional.grouped_mm = tensor.grouped_mm

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

---What nn.MultiheadAttention computes, (L, N, E) or (L, E), with its parameters as arguments:
---query, key, value, embed_dim_to_check, num_heads, in_proj_weight, in_proj_bias, bias_k, bias_v,
---add_zero_attn, dropout_p, out_proj_weight, out_proj_bias, and the rest by name.
---@param query Tensor
---@param key Tensor
---@param value Tensor
---@param ... any the others in this order, or {training, key_padding_mask, need_weights, attn_mask,
---use_separate_proj_weight, q_proj_weight, k_proj_weight, v_proj_weight, static_k, static_v,
---average_attn_weights, is_causal}
---@return Tensor output, Tensor? weights
function functional.multi_head_attention_forward(query, key, value, ...)
  local name = "multi_head_attention_forward"
  local parse = require "luma.nn._attention_arguments"
  return require "luma.nn._attend"(name, parse(query, key, value, ...))
end

return functional
