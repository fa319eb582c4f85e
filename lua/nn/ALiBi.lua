--- nn.ALiBi.

local class = require "luma.nn.class"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

---Attention with linear biases (Press et al. 2022): takes the distance of each key, times a slope
---for each head, off the scores, in place of position embeddings. The slopes of n heads are
---2 ^ (-8 i / n), i from 1 to n.
---
---nn.functional.scaled_dot_product_attention does the same without holding the scores:
---{alibi_slopes = nn.ALiBi.slopes(heads)}.
---
---Shapes: scores (..., heads, L, S) to the same.
---@class nn.ALiBi : nn.Module
---@overload fun(): nn.ALiBi
local ALiBi = class("ALiBi")

---The slopes of a number of heads.
---@param heads integer
---@param dtype? string
---@param device? string
---@return Tensor # (heads)
function ALiBi.slopes(heads, dtype, device)
  if math.type(heads) ~= "integer" or heads < 1 then
    fail("ALiBi: a number of heads is needed, got %s", tostring(heads))
  end
  local i = tensor.arange(1, heads + 1, {dtype = "float64", device = device})
  return (i * (-8 * math.log(2) / heads)):exp():to(dtype or tensor.get_default_dtype())
end

---@param scores Tensor (..., heads, L, S)
---@param offset? integer how many positions stand before the first query, default 0
---@param mask? Tensor added, too
---@return Tensor
function ALiBi.forward(_, scores, offset, mask)
  if type(offset) == "table" and not tensor.is_tensor(offset) then
    offset, mask = offset.offset, offset.mask
  end
  offset = offset or 0
  if math.type(offset) ~= "integer" then
    fail("ALiBi: offset counts positions, got %s", tostring(offset))
  elseif scores.ndim < 3 then
    fail("ALiBi: the scores must have shape (..., heads, L, S), not %s", scores.shape)
  end
  local options = {device = scores.device}
  local at = tensor.arange(offset, offset + scores:size(-2), options):unsqueeze(2)
  local far = (at - tensor.arange(0, scores:size(-1), options)):abs():to(scores.dtype)
  local slopes = ALiBi.slopes(scores:size(-3), scores.dtype, scores.device)
  local bias = slopes:view(-1, 1, 1) * -far
  if mask then bias = bias + mask end
  return scores + bias
end

return ALiBi
