--- nn.SinusoidalPositionalEncoding.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

---Numbers as sines and cosines of dims / 2 frequencies, which fall from max_freq to min_freq in
---equal ratios (Vaswani et al. 2017, section 3.5): sines first, then cosines; the other way round
---with cos_first. full_turns counts frequencies in turns, not radians. scale multiplies the result,
---by default sqrt(2 / dims).
---
---Shapes: positions (...), any numbers, to (..., dims).
---@class nn.SinusoidalPositionalEncoding : nn.Module
---@overload fun(dims: integer, options?: {min_freq: number?, max_freq: number?, scale: number?,
---cos_first: boolean?, full_turns: boolean?}): nn.SinusoidalPositionalEncoding
local SinusoidalPositionalEncoding = class("SinusoidalPositionalEncoding")

local parse = arguments("nn.SinusoidalPositionalEncoding", {
  {"dims", "size"}, {"min_freq", "number?", 1e-4}, {"max_freq", "number?", 1}, {"scale", "number?"},
  {"cos_first", "boolean?", false}, {"full_turns", "boolean?", false},
})

function SinusoidalPositionalEncoding:init(...)
  local dims, low, high, scale, cos_first, full_turns = parse(...)
  if dims == 0 or dims % 2 ~= 0 then
    fail("nn.SinusoidalPositionalEncoding: dims must be even and above 0, got %d", dims)
  elseif low <= 0 or high <= 0 then
    fail("nn.SinusoidalPositionalEncoding: frequencies must be above 0, got %g and %g", low, high)
  end
  self.dims, self.min_freq, self.max_freq = dims, low, high
  self.scale, self.cos_first, self.full_turns = scale or math.sqrt(2 / dims), cos_first, full_turns
end

---@param positions Tensor any shape
---@return Tensor # (..., dims)
function SinusoidalPositionalEncoding:forward(positions)
  local dtype = positions:is_floating_point() and positions.dtype or tensor.get_default_dtype()
  local half = self.dims // 2
  local i = tensor.arange(0, half, {dtype = "float64", device = positions.device})
  local share = half > 1 and 1 - i / (half - 1) or tensor.ones_like(i)
  local low, high = math.log(self.min_freq), math.log(self.max_freq)
  local frequencies = (share * (high - low) + low):exp()
  if self.full_turns then frequencies = frequencies * (2 * math.pi) end
  local angles = positions:to(dtype):unsqueeze(-1) * frequencies:to(dtype)
  local parts = {angles:sin(), angles:cos()}
  if self.cos_first then parts = {parts[2], parts[1]} end
  return tensor.cat(parts, -1) * self.scale
end

function SinusoidalPositionalEncoding:extra_repr()
  return ("%d, min_freq=%s, max_freq=%s"):format(self.dims, self.min_freq, self.max_freq)
end

return SinusoidalPositionalEncoding
