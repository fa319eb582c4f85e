--- Attention of many heads, as nn.MultiheadAttention and nn.functional.multi_head_attention_forward
--- run it.

local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local tensor = require "luma.tensor"

local ops, nn = tensor._ops, tensor._nn
local linear, scaled_dot_product_attention = nn.linear, nn.scaled_dot_product_attention

-- Are the inputs batched? Fails when their dimensions do not fit together.
local function check_shapes(name, query, key, value, padding, mask, heads)
  local n = query.ndim
  if n ~= 2 and n ~= 3 then
    fail("%s: query must have 2 dimensions (unbatched) or 3, not shape %s", name, query.shape)
  elseif key.ndim ~= n or value.ndim ~= n then
    fail("%s: key and value must have %d dimensions as the query has, not shapes %s and %s", name,
      n, key.shape, value.shape)
  elseif padding and padding.ndim ~= n - 1 then
    fail("%s: key_padding_mask must have shape %s here, not %s", name,
      n == 3 and "(N, S)" or "(S)", padding.shape)
  elseif mask and mask.ndim ~= 2 and mask.ndim ~= 3 then
    fail("%s: attn_mask must have shape (L, S) or (%s, L, S), not %s", name,
      n == 3 and "N * num_heads" or "num_heads", mask.shape)
  end
  for what, m in pairs{key_padding_mask = padding, attn_mask = mask} do
    if m.dtype ~= "bool" and not m:is_floating_point() then
      fail("%s: %s must be bool (true: left out) or floating-point, not %s", name, what, m.dtype)
    end
  end
  if heads <= 0 then fail("%s: num_heads must be at least 1, got %d", name, heads) end
  return n == 3
end

local function check_size(name, what, t, ...)
  local wanted = {...}
  for d = 1, #wanted do
    if t:size(d) ~= wanted[d] then
      fail("%s: %s must have shape (%s), not %s", name, what, table.concat(wanted, ", "), t.shape)
    end
  end
end

-- One more column that takes part, for keys that were added behind the given ones.
local function widened(mask)
  if not mask then return nil end
  local sizes = {table.unpack(mask.shape)}
  sizes[#sizes] = 1
  return tensor.cat({mask, mask:new_zeros(sizes)}, -1)
end

-- What is added to the scores for a boolean mask, of which true is left out.
local function additive(mask, like)
  if mask.dtype ~= "bool" then return mask end
  local zeros = tensor.zeros(mask.shape, {dtype = like.dtype, device = like.device})
  return zeros:masked_fill(mask, -math.huge)
end

-- Both masks as one, four dimensions that broadcast to (N, heads, L, S).
local function merged(mask, padding, batch, heads, like)
  if mask then
    if mask.ndim == 3 then
      mask = mask:size(1) == 1 and mask:unsqueeze(1) or mask:unflatten(1, {batch, heads})
    else
      mask = mask:unsqueeze(1):unsqueeze(1)
    end
  end
  padding = padding and padding:unsqueeze(2):unsqueeze(2)
  if not (mask and padding) then return mask or padding end
  if mask.dtype == "bool" and padding.dtype == "bool" then return mask | padding end
  return additive(mask, like) + additive(padding, like)
end

local function projections(name, query, key, value, p, dim)
  local bias = p.in_proj_bias
  if p.use_separate_proj_weight then
    for _, which in ipairs{"q_proj_weight", "k_proj_weight", "v_proj_weight"} do
      if not p[which] then
        fail("%s: use_separate_proj_weight needs q_proj_weight, k_proj_weight and v_proj_weight",
          name)
      end
    end
    if key:size(1) ~= value:size(1) or key:size(2) ~= value:size(2) then
      fail("%s: key %s and value %s must agree in all but the last dimension", name, key.shape,
        value.shape)
    end
    local b = bias and bias:chunk(3) or {}
    return linear(query, p.q_proj_weight, b[1]), linear(key, p.k_proj_weight, b[2]),
      linear(value, p.v_proj_weight, b[3])
  end
  local weight = p.in_proj_weight
  if not weight then fail("%s: in_proj_weight is missing", name) end
  if key.shape ~= value.shape then
    fail("%s: key %s and value %s must have one shape", name, key.shape, value.shape)
  elseif key:size(3) ~= dim then
    fail("%s: key and value must have %d features, not shape %s", name, dim, key.shape)
  end
  if key == value and query == key then
    local parts = linear(query, weight, bias):chunk(3, -1)
    return parts[1], parts[2], parts[3]
  end
  local w, b = weight:chunk(3), bias and bias:chunk(3) or {}
  return linear(query, w[1], b[1]), linear(key, w[2], b[2]), linear(value, w[3], b[3])
end

---Runs it. Where the batch comes first inputs are (N, L, E), else (L, N, E); without one (L, E).
---@param name string for errors
---@param query Tensor
---@param key Tensor
---@param value Tensor
---@param p table PyTorch's arguments by name, and batch_first
---@return Tensor output, Tensor? weights
return function(name, query, key, value, p)
  local padding, mask, heads, dim = p.key_padding_mask, p.attn_mask, p.num_heads, p.embed_dim
  local batched = check_shapes(name, query, key, value, padding, mask, heads)
  local batch_first = p.batch_first or not batched
  if not batched then
    local same_key, same_value = key == query, value == key
    query = query:unsqueeze(1)
    key = same_key and query or key:unsqueeze(1)
    value = same_value and key or value:unsqueeze(1)
    padding = padding and padding:unsqueeze(1)
  end
  local n_at, l_at = batch_first and 1 or 2, batch_first and 2 or 1
  local batch, targets, sources = query:size(n_at), query:size(l_at), key:size(l_at)
  if query:size(3) ~= dim then
    fail("%s: the query must have %d features (embed_dim), not shape %s", name, dim, query.shape)
  elseif dim % heads ~= 0 then
    fail("%s: embed_dim must be divisible by num_heads, got %d and %d", name, dim, heads)
  elseif key:size(n_at) ~= batch then
    fail("%s: query and key must have one batch size, got %d and %d", name, batch, key:size(n_at))
  end
  local is_causal, cache = p.is_causal, p.cache
  if cache ~= nil and not (is_module(cache) and cache.attend) then
    fail("%s: cache must be an nn.KVCache, got a %s", name, type(cache))
  elseif cache and (mask or padding or p.need_weights or p.bias_k or p.add_zero_attn) then
    fail("%s: with a cache attention is causal and plain: it takes no masks, need_weights must be "
      .. "false, and there are no added keys", name)
  elseif is_causal and not mask and not cache then
    fail("%s: is_causal is a hint about attn_mask, which is missing: see "
      .. "nn.Transformer.generate_square_subsequent_mask", name)
  end
  if mask then
    if mask.ndim == 2 then
      check_size(name, "attn_mask", mask, targets, sources)
    else
      check_size(name, "attn_mask", mask, batch * heads, targets, sources)
    end
  end
  is_causal = is_causal and not padding and not p.need_weights
  if is_causal then mask = nil end

  local q, k, v = projections(name, query, key, value, p, dim)
  if p.bias_k or p.bias_v then
    if not (p.bias_k and p.bias_v) then
      fail("%s: bias_k and bias_v come together", name)
    elseif p.static_k or p.static_v then
      fail("%s: bias_k and bias_v cannot be added to static_k and static_v", name)
    end
    local sizes = batch_first and {batch, 1, -1} or {1, batch, -1}
    k = tensor.cat({k, p.bias_k:expand(sizes)}, l_at)
    v = tensor.cat({v, p.bias_v:expand(sizes)}, l_at)
    mask, padding = widened(mask), widened(padding)
  end
  local function split(t) -- to (N, heads, L, E / heads), a view
    t = t:unflatten(-1, {heads, -1})
    return batch_first and t:transpose(2, 3) or t:permute(2, 3, 1, 4)
  end
  local features = dim // heads
  local function fixed(what, t)
    if t.ndim ~= 3 then fail("%s: %s must have three dimensions, not %s", name, what, t.shape) end
    check_size(name, what, t, batch * heads, t:size(2), features)
    return t:unflatten(1, {batch, heads})
  end
  q = split(q)
  k = p.static_k and fixed("static_k", p.static_k) or split(k)
  v = p.static_v and fixed("static_v", p.static_v) or split(v)
  if p.add_zero_attn then
    local zero = k:new_zeros{batch, heads, 1, features}
    k, v = tensor.cat({k, zero}, 3), tensor.cat({v, zero}, 3)
    mask, padding = widened(mask), widened(padding)
  end
  if padding then check_size(name, "key_padding_mask", padding, batch, k:size(3)) end
  mask = merged(mask, padding, batch, heads, q)
  local dropout = p.training and p.dropout_p or 0

  local out, weights
  if p.need_weights then
    local scores = (q * math.sqrt(1 / features)):matmul(k:transpose(3, 4))
    if mask then scores = scores + additive(mask, scores) end
    weights = scores:softmax(-1)
    if dropout > 0 then weights = ops.dropout(weights, dropout, true) end
    out = weights:matmul(v)
    if p.average_attn_weights then weights = weights:mean(2) end
    if not batched then weights = weights:squeeze(1) end
  else
    if mask and mask.dtype == "bool" then mask = ~mask end
    out = cache and cache:attend(q, k, v, {dropout_p = dropout})
      or scaled_dot_product_attention(q, k, v, mask, dropout, is_causal or false)
  end
  out = batch_first and out:transpose(2, 3) or out:permute(3, 1, 2, 4)
  out = linear(out:flatten(3), p.out_proj_weight, p.out_proj_bias)
  if not batched then out = out:squeeze(1) end
  return out, weights
end
