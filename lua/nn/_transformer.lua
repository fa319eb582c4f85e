--- What the layers and stacks of transformers share.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local Dropout = require "luma.nn.Dropout"
local is_module = require "luma.nn.module.is_module"
local LayerNorm = require "luma.nn.LayerNorm"
local Linear = require "luma.nn.Linear"
local ModuleList = require "luma.nn.ModuleList"
local MultiheadAttention = require "luma.nn.MultiheadAttention"
local tensor = require "luma.tensor"

local transformer = {}

-- The arguments of a layer.
function transformer.layer_arguments(name)
  return arguments(name, {
    {"d_model", "size"}, {"nhead", "size"}, {"dim_feedforward", "size?", 2048},
    {"dropout", "probability?", 0.1}, {"activation", "any?", "relu"},
    {"layer_norm_eps", "number?", 1e-5}, {"batch_first", "boolean?", false},
    {"norm_first", "boolean?", false}, {"bias", "boolean?", true}, {"device", "string?"},
    {"dtype", "string?"},
  })
end

-- "relu", "gelu", a function or a module.
function transformer.activation(name, value)
  if value == "relu" or value == "gelu" then return functional[value] end
  if type(value) == "function" or is_module(value) then return value end
  fail('%s: activation must be "relu", "gelu", a function or a module, got %s', name,
    type(value) == "string" and ("%q"):format(value) or "a " .. type(value))
end

---Fills a layer with its modules, in PyTorch's order.
---@param self nn.Module
---@param name string
---@param attentions string[] fields that get an attention
---@param ... any the parsed arguments
function transformer.fill(self, name, attentions, ...)
  local dim, heads, inner, dropout, activation, eps, first, norm_first, bias, device, dtype = ...
  for _, field in ipairs(attentions) do
    self[field] = MultiheadAttention(dim, heads, {dropout = dropout, bias = bias,
      batch_first = first, device = device, dtype = dtype})
  end
  local options = {bias = bias, device = device, dtype = dtype}
  self.linear1 = Linear(dim, inner, options)
  self.dropout = Dropout(dropout)
  self.linear2 = Linear(inner, dim, options)
  self.norm_first = norm_first
  for i = 1, #attentions + 1 do
    self["norm" .. i] = LayerNorm(dim, {eps = eps, bias = bias, device = device, dtype = dtype})
  end
  for i = 1, #attentions + 1 do self["dropout" .. i] = Dropout(dropout) end
  self.activation = transformer.activation(name, activation)
end

---What the attention of a layer gives for x, with dropout.
function transformer.attended(attention, dropout, x, memory, mask, padding, causal, cache)
  return dropout((attention(x, memory, memory, padding, false, mask, true, causal, cache)))
end

---Runs layers one after the other. Each gets its part of the cache, where there is one; `call` runs
---a layer.
---@param name string for errors
---@param layers nn.ModuleList
---@param cache? nn.KVCache
---@param x Tensor
---@param call fun(layer: nn.Module, x: Tensor, cache: nn.KVCache?): Tensor
---@return Tensor
function transformer.run(name, layers, cache, x, call)
  if cache ~= nil and not (is_module(cache) and cache.part) then
    fail("%s: cache must be an nn.KVCache, got a %s", name, type(cache))
  end
  for i, layer in ipairs(layers) do x = call(layer, x, cache and cache:part(i)) end
  if cache and layers[1] then cache.offset = cache:part(1).offset end
  return x
end

function transformer.fed_forward(self, dropout, x)
  return dropout(self.linear2(self.dropout(self.activation(self.linear1(x)))))
end

---count deep copies of a layer.
function transformer.copies(name, layer, count)
  if not is_module(layer) then fail("%s: the layer must be a module", name) end
  local list = ModuleList()
  for _ = 1, count do list:append(layer:clone()) end
  return list
end

-- Numbers that hide what comes after each position: -inf above the diagonal, else 0.
function transformer.causal_mask(size, device, dtype)
  return tensor.full({size, size}, -math.huge, {dtype = dtype, device = device}):triu(1)
end

-- What a stack tells its layers about its mask: the script's word, or what the mask shows.
function transformer.is_causal(mask, said, length)
  if said ~= nil or not mask then return said or false end
  if mask.ndim ~= 2 or mask:size(1) ~= length or mask:size(2) ~= length then return false end
  return autograd.no_grad(function()
    local ahead = tensor.ones({length, length}, {dtype = "bool", device = mask.device}):triu(1)
    if mask.dtype == "bool" then return mask:equal(ahead) end
    return mask:equal(tensor.zeros_like(mask):masked_fill(ahead, -math.huge))
  end)
end

-- The length of a sequence (L, N, E), (N, L, E) or (L, E).
function transformer.length(x, batch_first)
  return x:size(x.ndim == 3 and batch_first and 2 or 1)
end

-- A mask must be one, before it is looked at.
function transformer.check_masks(name, masks)
  for what, mask in pairs(masks) do
    if mask.dtype ~= "bool" and not mask:is_floating_point() then
      fail("%s: %s must be bool (true: left out) or floating-point, not %s", name, what, mask.dtype)
    end
  end
end

return transformer
