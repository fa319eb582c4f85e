--- nn.functional: the functions behind the modules.
---
--- Those that are operations of their own (linear, gelu, cross_entropy, mse_loss, embedding, ...)
--- come from the op table as they are; the rest is below.

local arguments = require "luma.arguments"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

local ops = tensor._ops

local functional = {}
for name, f in pairs(tensor._nn) do functional[name] = f end

-- A function with PyTorch's flag `inplace`, argument number `at`, out of an operation and its twin.
local function with_inplace(name, at)
  local plain, twin = tensor._nn[name] or tensor[name], tensor._nn[name .. "_"] or ops[name .. "_"]
  functional[name] = function(...)
    local count = select("#", ...)
    if count < 2 then return plain(...) end
    local last = select(count, ...)
    if count == at and (type(last) == "boolean" or last == nil) then
      return (last and twin or plain)(table.unpack({...}, 1, at - 1))
    elseif type(last) == "table" and last.inplace ~= nil then
      local list, options = {...}, {}
      for key, value in pairs(last) do
        if key ~= "inplace" then options[key] = value end
      end
      list[count] = options
      if next(options) == nil then count = count - 1 end
      return (last.inplace and twin or plain)(table.unpack(list, 1, count))
    end
    return plain(...)
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

-- Sizes of an adaptive pooling: those left open are the input's.
local function with_sizes(name, dims)
  local pool = functional[name]
  functional[name] = function(input, output_size, ...)
    local options = type(output_size) == "table" and output_size.output_size ~= nil and output_size
    local sizes = options and options.output_size or output_size
    if type(sizes) ~= "table" or not tensor.is_tensor(input) then
      return pool(input, output_size, ...)
    end
    local whole = {}
    for i = 1, #sizes do
      local dim = #sizes == 1 and dims == 1 and -1 or i - dims - 1
      whole[i] = sizes[i] or input.ndim >= dims and input:size(dim) or 0
    end
    if not options then return pool(input, #whole > 0 and whole or sizes, ...) end
    local copy = {}
    for key, value in pairs(options) do copy[key] = value end
    copy.output_size = whole
    return pool(input, copy, ...)
  end
end
for d = 1, 3 do
  with_sizes(("adaptive_avg_pool%dd"):format(d), d)
  with_sizes(("adaptive_max_pool%dd"):format(d), d)
end

for name, at in pairs{
  relu = 2, relu6 = 2, elu = 3, leaky_relu = 3, silu = 2, mish = 2, selu = 2, celu = 3,
  hardtanh = 4, threshold = 4, rrelu = 5, hardswish = 2, hardsigmoid = 2, dropout1d = 4,
  dropout2d = 4, dropout3d = 4, alpha_dropout = 4, feature_alpha_dropout = 4,
} do
  with_inplace(name, at)
end

---max(input, 0), elementwise, in place.
---@param input Tensor any shape
---@return Tensor
functional.relu_ = ops.relu_ or tensor._methods.relu_

---@param input Tensor any shape
---@return Tensor
functional.sigmoid = tensor.sigmoid

---@param input Tensor any shape
---@return Tensor
functional.tanh = tensor.tanh

-- The dimension that PyTorch takes when none is given.
local function implicit(input) return (input.ndim <= 1 or input.ndim == 3) and 1 or 2 end

local function with_implicit_dim(f)
  return function(input, dim, ...)
    if dim == nil and tensor.is_tensor(input) then
      return f(input, implicit(input), ...)
    elseif type(dim) == "table" and dim.dim == nil and tensor.is_tensor(input) then
      return f(input, implicit(input), dim)
    end
    return f(input, dim, ...)
  end
end

---exp(input), normalised to sum 1 along dim.
---@param input Tensor
---@param dim? integer by default 1 of up to one or three dimensions, else 2
---@param dtype? string computes in this dtype
---@return Tensor
functional.softmax = with_implicit_dim(tensor.softmax)

---log(softmax(input)), without overflow.
---@param input Tensor
---@param dim? integer by default 1 of up to one or three dimensions, else 2
---@param dtype? string computes in this dtype
---@return Tensor
functional.log_softmax = with_implicit_dim(tensor.log_softmax)

---input above 0, weight * input below (He et al. 2015).
---@param input Tensor (N, C, ...)
---@param weight Tensor one number, or one for each channel
---@return Tensor
functional.prelu = tensor.prelu

---The cosine of the angle between vectors along dim.
---@param x1 Tensor
---@param x2 Tensor
---@param dim? integer default 2
---@param eps? number default 1e-8, the least norm
---@return Tensor
functional.cosine_similarity = tensor.cosine_similarity

---The p-norm of x1 - x2 + eps over the last dimension.
---@param x1 Tensor (N, D) or (D)
---@param x2 Tensor
---@param p? number default 2
---@param eps? number default 1e-6
---@param keepdim? boolean
---@return Tensor # (N) or ()
functional.pairwise_distance = tensor.pairwise_distance

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

---Stochastic depth by samples (Huang et al. 2016): zeroes whole samples with probability p and
---scales the rest by 1 / (1 - p). Outside training it returns its input.
---@param input Tensor (N, ...)
---@param p? number default 0
---@param training? boolean default false
---@return Tensor
function functional.drop_path(input, p, training)
  if type(p) == "table" then p, training = p.p, p.training end
  if type(training) == "table" then training = training.training end
  return functional.stochastic_depth(input, p or 0, "row", training or false)
end

local triplet_options = arguments("triplet_margin_with_distance_loss", {
  {"anchor", "tensor"}, {"positive", "tensor"}, {"negative", "tensor"},
  {"distance_function", "function?"}, {"margin", "number?", 1}, {"swap", "boolean?", false},
  {"reduction", "reduction?", "mean"},
})

---max(0, margin + d(anchor, positive) - d(anchor, negative)) for any distance d, by default
---pairwise_distance. swap takes the nearer of anchor and positive (Balntas et al. 2016).
---@param anchor Tensor (N, ...)
---@param positive Tensor
---@param negative Tensor
---@param options? {distance_function: function?, margin: number?, swap: boolean?,
---reduction: string?}
---@return Tensor
function functional.triplet_margin_with_distance_loss(...)
  local anchor, positive, negative, distance, margin, swap, reduction = triplet_options(...)
  if margin <= 0 then
    fail("triplet_margin_with_distance_loss: margin must be above 0, but is %s", margin)
  elseif anchor.ndim ~= positive.ndim or anchor.ndim ~= negative.ndim then
    fail("triplet_margin_with_distance_loss: the three must have as many dimensions, got shapes "
      .. "%s, %s and %s", anchor.shape, positive.shape, negative.shape)
  end
  distance = distance or tensor.pairwise_distance
  local far = distance(anchor, negative)
  if swap then far = tensor.minimum(far, distance(positive, negative)) end
  local loss = (distance(anchor, positive) - far + margin):clamp{min = 0}
  if reduction == "none" then return loss end
  return reduction == "sum" and loss:sum() or loss:mean()
end

return functional
