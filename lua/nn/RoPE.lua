--- nn.RoPE.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local tensor = require "luma.tensor"

local rotary_embedding = functional.rotary_embedding

---Rotary position embedding (Su et al. 2021): turns pairs of the first dims features of queries or
---keys by angles that grow with the position, so that a product of the two depends on their
---distance. Pair i turns by base ^ (-2 i / dims) for each position, i from 0 on. With
---traditional = true the pairs are neighbours (1 and 2, 3 and 4, ...), else the halves (i and
---i + dims / 2), as in Llama and GPT-NeoX. scale multiplies the positions.
---
---Shapes: (..., L, D) with D >= dims to the same.
---@class nn.RoPE : nn.Module
---@overload fun(dims: integer, options?: {traditional: boolean?, base: number?, scale: number?}):
---nn.RoPE
local RoPE = class("RoPE")

local parse = arguments("nn.RoPE", {
  {"dims", "size"}, {"traditional", "boolean?", false}, {"base", "number?", 10000},
  {"scale", "number?", 1},
})

function RoPE:init(...)
  local dims, traditional, base, scale = parse(...)
  if dims == 0 or dims % 2 ~= 0 then
    fail("nn.RoPE: dims must be even and above 0, got %d", dims)
  end
  if base <= 0 then fail("nn.RoPE: base must be above 0, got %g", base) end
  self.dims, self.traditional, self.base, self.scale = dims, traditional, base, scale
  rawset(self, "_turns", {}) -- cosines and sines that were computed last
end

-- Cosines and sines, (L, dims / 2), of the positions offset, offset + 1, ...
function RoPE:_angles(length, offset, like)
  local last = self._turns
  if last.length == length and last.offset == offset and last.dtype == like.dtype
    and last.device == like.device then
    return last.cos, last.sin
  end
  local options = {dtype = "float64", device = like.device}
  local positions = tensor.arange(offset, offset + length, options) * self.scale
  local steps = tensor.arange(0, self.dims, 2, options) * (-math.log(self.base) / self.dims)
  local angles = positions:unsqueeze(2) * steps:exp()
  local cos, sin = angles:cos():to(like.dtype), angles:sin():to(like.dtype)
  rawset(self, "_turns", {length = length, offset = offset, dtype = like.dtype,
    device = like.device, cos = cos, sin = sin})
  return cos, sin
end

---@param input Tensor (..., L, D)
---@param offset? integer how many positions came before, default 0
---@return Tensor
function RoPE:forward(input, offset)
  if type(offset) == "table" and not tensor.is_tensor(offset) then offset = offset.offset end
  offset = offset or 0
  if math.type(offset) ~= "integer" or offset < 0 then
    fail("RoPE: offset counts the positions before, from 0 on, got %s", tostring(offset))
  elseif input.ndim < 2 or input:size(-1) < self.dims then
    fail("RoPE: the input must have shape (..., L, D) with D of at least %d, not %s", self.dims,
      input.shape)
  end
  local cos, sin = self:_angles(input:size(-2), offset, input)
  return rotary_embedding(input, cos, sin, self.traditional)
end

function RoPE:extra_repr()
  return ("%d, traditional=%s, base=%s, scale=%s"):format(self.dims, self.traditional, self.base,
    self.scale)
end

return RoPE
