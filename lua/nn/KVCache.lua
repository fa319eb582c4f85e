--- nn.KVCache.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local tensor = require "luma.tensor"

---The keys and values of the positions so far, for models that write one position after another:
---each step computes its own ones only, and what it gives equals the full pass.
---
---    local cache = nn.KVCache()
---    out = cache:attend(query, key, value)       -- causal attention, (N, heads, L, E) each
---
---With window = n a query sees itself and the n - 1 positions before it; older ones are dropped.
---nn.MultiheadAttention, the layers of transformers and their stacks take a cache, too; a stack
---gives each of its layers a part of it:
---
---    out = attention(x, x, x, {need_weights = false, cache = cache})
---    out = encoder(x, {cache = cache})           -- a causal one: a decoder-only transformer
---    out = decoder(x, memory, {cache = cache})
---@class nn.KVCache : nn.Module
---@field offset integer how many positions came so far, dropped ones included
---@overload fun(options?: {window: integer?}): nn.KVCache
local KVCache = class("KVCache")

-- Room is made for so many positions at a time, and for half as many again as there are.
local STEP = 64

local parse = arguments("nn.KVCache", {{"window", "size?"}})

function KVCache:init(...)
  self.window = parse(...)
  if self.window == 0 then fail("nn.KVCache: window must be at least 1") end
  rawset(self, "_parts", {})
  self:reset()
end

---Forgets everything, that of its parts included.
function KVCache:reset()
  self.offset = 0
  for _, part in ipairs(self._parts) do part:reset() end
  rawset(self, "_held", 0) -- positions in _keys and _values, which may have room for more
  rawset(self, "_keys", nil)
  rawset(self, "_values", nil)
end

---The cache of one layer among several, which is made when it is first asked for.
---@param i integer from 1
---@return nn.KVCache
function KVCache:part(i)
  local parts = self._parts
  for k = #parts + 1, i do parts[k] = KVCache{window = self.window} end
  return parts[i]
end

-- `held` positions of `old` and then the new ones, as a view of a tensor with room for more.
local function appended(old, held, new)
  local total = held + new:size(-2)
  local room = old
  if not old or old:size(-2) < total then
    local sizes = {table.unpack(new.shape)}
    sizes[#sizes - 1] = total + total // 2 + STEP
    room = new:new_empty(sizes)
    if held > 0 then room:narrow(-2, 1, held):copy_(old:narrow(-2, 1, held)) end
  end
  room:narrow(-2, held + 1, new:size(-2)):copy_(new)
  return room
end

local function check_like(what, old, new)
  if not old then return end
  local fits = old.ndim == new.ndim and old.dtype == new.dtype and old.device == new.device
  for d = 1, fits and old.ndim or 0 do
    fits = fits and (d == old.ndim - 1 or old:size(d) == new:size(d))
  end
  if not fits then
    fail("KVCache: %s of shape %s and %s do not fit those before, of shape %s and %s: reset() "
      .. "starts anew", what, new.shape, new.dtype, old.shape, old.dtype)
  end
end

---Puts the keys and values of new positions behind those so far.
---@param keys Tensor (..., L, E)
---@param values Tensor (..., L, V)
---@return Tensor keys, Tensor values of all positions that new queries may see
function KVCache:forward(keys, values)
  if not (tensor.is_tensor(keys) and tensor.is_tensor(values)) or keys.ndim < 2
    or values.ndim < 2 or keys:size(-2) ~= values:size(-2) then
    fail("KVCache: keys (..., L, E) and values (..., L, V) of the same positions are needed")
  end
  check_like("keys", self._keys, keys)
  check_like("values", self._values, values)
  local held, count = self._held, keys:size(-2)
  local old_keys, old_values = self._keys, self._values
  if self.window and held > self.window - 1 then -- the oldest ones are out of everybody's sight
    local from = held - (self.window - 1) + 1
    held = self.window - 1
    old_keys = held > 0 and old_keys:narrow(-2, from, held):clone() or nil
    old_values = held > 0 and old_values:narrow(-2, from, held):clone() or nil
  end
  if keys.requires_grad or values.requires_grad then -- what a graph holds is not written over
    if held > 0 then
      keys = tensor.cat({old_keys:narrow(-2, 1, held), keys}, -2)
      values = tensor.cat({old_values:narrow(-2, 1, held), values}, -2)
    end
    rawset(self, "_keys", keys)
    rawset(self, "_values", values)
  else
    local _ <close> = autograd.no_grad()
    rawset(self, "_keys", appended(old_keys, held, keys))
    rawset(self, "_values", appended(old_values, held, values))
  end
  rawset(self, "_held", held + count)
  self.offset = self.offset + count
  return self._keys:narrow(-2, 1, held + count), self._values:narrow(-2, 1, held + count)
end

---Causal attention of new positions to themselves and all before them.
---@param query Tensor (..., L, E)
---@param key Tensor (..., L, E)
---@param value Tensor (..., L, V)
---@param options? {dropout_p: number?, scale: number?, enable_gqa: boolean?, alibi_slopes: Tensor?}
---@return Tensor # (..., L, V)
function KVCache:attend(query, key, value, options)
  local keys, values = self(key, value)
  local o = {is_causal = true, offset = keys:size(-2) - key:size(-2)}
  for name, option in pairs(options or {}) do o[name] = option end
  if self.window then o.window_size = {self.window - 1, 0} end
  return functional.scaled_dot_product_attention(query, keys, values, o)
end

function KVCache:extra_repr() return self.window and ("window=%d"):format(self.window) or "" end

return KVCache
